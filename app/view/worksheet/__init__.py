"""Worksheets: what a sheet and its key consist of, and the same questions for Moodle."""
