"""The panel beside the drawing: what the stage computes, in words, formulas and numbers."""
