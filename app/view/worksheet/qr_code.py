"""An address as a QR code: the path of its dark squares, in an SVG."""

from typing import NamedTuple

import segno


class QrCode(NamedTuple):
    """The side in squares, with the quiet margin, and the path."""

    side: int
    path: str


QUIET = 4  # squares of margin that a reader needs


def qr_code(address: str) -> QrCode:
    """The code of an address; a third of it may be dirty on paper."""
    matrix = segno.make(address, error="m", micro=False).matrix
    runs = (f"M{QUIET + x} {QUIET + y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)
    return QrCode(len(matrix) + 2 * QUIET, "".join(runs))
