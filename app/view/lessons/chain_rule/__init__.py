"""Lesson 1: the chain rule, with three machines in a row."""
