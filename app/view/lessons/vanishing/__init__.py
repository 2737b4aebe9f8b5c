"""Lesson 9: errors that vanish or explode."""
