"""Lesson 6: the three equations."""
