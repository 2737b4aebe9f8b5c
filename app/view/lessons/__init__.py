"""The lessons: each is a pure function from what the reader has set to what the page shows."""
