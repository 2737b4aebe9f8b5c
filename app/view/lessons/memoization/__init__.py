"""Lesson 5: memoization, as a race."""
