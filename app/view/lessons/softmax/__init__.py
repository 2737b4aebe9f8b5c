"""Lesson 10: softmax with cross-entropy."""
