"""Lesson 11: automatic differentiation on a graph."""
