"""Questions about the numbers of a pass: which to ask, how an answer is read, and which slip a wrong one shows."""
