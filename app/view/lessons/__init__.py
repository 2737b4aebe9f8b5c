"""The lessons: each is a pure function from the reader's settings to what the page shows."""
