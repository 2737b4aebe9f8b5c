"""The pages and fragments, for people."""
