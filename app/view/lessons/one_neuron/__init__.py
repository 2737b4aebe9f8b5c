"""Lesson 2: one neuron on a hillside in fog."""
