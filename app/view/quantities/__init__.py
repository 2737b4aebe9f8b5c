"""The numbers of a pass: what is revealed, how each is named and how each is computed."""
