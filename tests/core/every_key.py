"""Every number of one sample of a network."""

from app.core.architecture import Architecture
from app.core.keys import LETTERS, Key, exists, layers


def every_key(architecture: Architecture) -> list[Key]:
    """All keys of a network, letter by letter."""
    units = range(max(architecture.sizes))
    return [
        key
        for letter in sorted(LETTERS)
        for layer in layers(letter, architecture)
        for unit in units
        for source in (None, *units)
        if exists(key := Key(letter, layer, unit, source), architecture)
    ]
