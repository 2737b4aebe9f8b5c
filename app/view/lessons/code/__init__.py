"""Lesson 7: the code."""
