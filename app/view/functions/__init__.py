"""Activations and losses as people read them: names, sentences, and formulas that are written once."""
