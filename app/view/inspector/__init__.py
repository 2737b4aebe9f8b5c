"""The explanation of one number: its formula, what it means, and a numerical check."""
