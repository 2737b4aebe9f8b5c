"""Lesson 4: ten hidden layers."""
