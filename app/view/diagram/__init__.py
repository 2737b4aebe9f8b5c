"""The SVG drawing of a network, in four levels of detail."""
