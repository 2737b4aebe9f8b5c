"""Lesson 3: one hidden layer."""
