"""What the pages of a class show: the code, a question and its answers, the line of questions, where everybody is."""
