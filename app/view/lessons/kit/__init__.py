"""What the lessons share: plots, questions, printed numbers, settings read from the address."""
