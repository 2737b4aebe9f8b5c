"""Lesson 0: the goal, in one minute."""
