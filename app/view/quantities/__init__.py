"""What the numbers of a pass are called, what each is made from, and which are revealed."""
