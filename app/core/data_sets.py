"""Named data sets. This table is all that the core knows about them.

`app.view.words.data_sets` has a row of the same name: its name for people.
"""

from typing import NamedTuple

import numpy as np

from app.core.activations import Array


class DataSet(NamedTuple):
    """Samples with a name: `X` (m, inputs) and `Y` (m, outputs), one sample per row."""

    name: str
    X: Array
    Y: Array


_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

DATA_SETS: dict[str, DataSet] = {
    row.name: row
    for row in (
        DataSet("and", _CORNERS, np.array([[0.0], [0.0], [0.0], [1.0]])),
        DataSet("or", _CORNERS, np.array([[0.0], [1.0], [1.0], [1.0]])),
        DataSet("xor", _CORNERS, np.array([[0.0], [1.0], [1.0], [0.0]])),
    )
}
