"""Lesson 8: many paths that add up."""
