"""The questions of the lessons: one module per lesson, of the same name."""
