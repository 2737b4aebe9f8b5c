"""What to show of a session, as values: printed numbers, places, formulas, sentences. No HTTP here."""
