"""Activations, losses and optimizers as people read them: names, sentences, and formulas that are written once."""
