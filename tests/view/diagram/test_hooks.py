"""The stable hooks: every number of the drawing says which quantity it is, and shows the value that the API gives."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.core.keys import WEIGHTS
from app.session.description import build
from app.session.service import StoredSession
from app.session.session import Session
from app.session.verbs import sought
from app.view.diagram.draw import scene
from app.view.quantities.snapshot import Snapshot, snapshot
from app.view.words.language import language
from tests.view.svg import parsed

NETWORKS: list[dict[str, Any]] = [
    {},
    {"sizes": [1, 1, 1]},
    {"sizes": [2, 4, 3, 2], "activations": "tanh", "bias": False},
    {"sizes": [2, 3], "activations": "softmax", "inputs": [[1, 2]], "targets": [[0, 1, 0]]},
    {"sizes": [2, 8, 8, 1]},
    {"sizes": [2, 12, 12, 1], "problem": "xor"},
]
LEVELS = (("desk", "full"), ("desk", "compact"), ("phone", None), ("wide", "strip"), ("projector", None))
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
PRINTED = re.compile(r"×?(?P<mantissa>−?\d*(?:\.(?P<decimals>\d+))?)(?:·10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$")


def numbers(drawn: ET.Element) -> Iterator[tuple[ET.Element, str]]:
    """Every group of the drawing that shows a number, with what it prints (or says on hover)."""
    for group in drawn.iter("g"):
        printed = [child for child in group if {"value", "peek"} & {*child.get("class", "").split()}]
        if printed and "grid" not in group.get("class", ""):
            yield group, "".join(printed[-1].itertext())


def value(given: Snapshot, quantity: str, layer: int, unit: int, source: int | None) -> float:
    """The number that the API gives under the names of the hooks, at the first sample."""
    depth, l = len(given.W), layer - 1
    E = [*given.Eh, given.Eo]
    if quantity == "M":
        message = given.H[-1] - given.Y if layer == depth else E[layer] @ given.W[layer].T  # type: ignore[operator, union-attr]
        return float(message[0, unit])
    if quantity == "R":
        message = value(given, "M", layer, unit, None)
        return float(E[l][0, unit] / message)  # type: ignore[index]
    if quantity in WEIGHTS:
        return float((given.W if quantity == "W" else given.dW)[l][source, unit])  # type: ignore[index]
    if quantity == "C":
        return float(given.cost)  # type: ignore[arg-type]
    if quantity == "B":
        return float(given.B[l][unit])  # type: ignore[index]
    found = {"X": given.X, "Y": given.Y, "Z": given.Z[l], "H": given.H[l], "E": E[l]}[quantity]
    return float(found[0, unit])  # type: ignore[index]


def agrees(printed: str, exact: float) -> bool:
    """Whether a printed number is the exact one, rounded to the decimals that it shows."""
    found = PRINTED.match(printed)
    if not found:  # a power of ten alone
        negative, exponent = printed.startswith("−"), int(printed.partition("10")[2].translate(POWERS))
        return negative == (exact < 0) and abs(math.log10(abs(exact)) - exponent) <= 0.51
    power = 10.0 ** int((found["power"] or "0").translate(POWERS))
    decimals = len(found["decimals"] or "")
    return abs(float(found["mantissa"].replace("−", "-")) * power - exact) <= 0.51 * 10.0**-decimals * power + 1e-12


def check(session: Session, view: str, level: str | None) -> int:
    """Compare each number of a drawing with the snapshot; how many there are."""
    given, count = snapshot(StoredSession("id", 1, session)), 0
    for group, printed in numbers(parsed(scene(session, view, level, 0, None, language("en")))):
        quantity, layer, unit = (group.get(f"data-{name}") for name in ("quantity", "layer", "unit"))
        assert quantity, ET.tostring(group)
        assert layer is not None, ET.tostring(group)
        assert unit is not None, ET.tostring(group)
        source = group.get("data-input")
        assert (source is not None) == (quantity in WEIGHTS)
        key = ".".join(part for part in (quantity, layer, source, unit) if part is not None)
        assert group.get("data-q") == key
        count += 1
        if quantity == "R" and value(given, "M", int(layer), int(unit), None) == 0:
            continue
        after = session.at_end and quantity in ("M", "R")  # the snapshot has the new weights then
        if not after:
            exact = value(given, quantity, int(layer), int(unit), None if source is None else int(source))
            assert agrees(printed, exact), (key, printed, exact)
    return count


@pytest.mark.parametrize(("view", "level"), LEVELS)
@pytest.mark.parametrize("description", NETWORKS, ids=lambda one: "-".join(map(str, one.get("sizes", ["reference"]))))
def test_every_number_of_the_drawing_has_its_hooks_and_its_value(
    description: dict[str, Any], view: str, level: str | None
) -> None:
    session = build(description)
    counts = [check(sought(session, 0, stage), view, level) for stage in range(session.count + 1)]
    if scene(session, view, level, 0, None, language("en")).level == "summary":
        return  # it shows means of layers, not numbers of units
    assert counts[0] >= session.architecture.sizes[0]
    assert max(counts) > counts[0]


def test_the_comparison_sees_a_wrong_number() -> None:
    assert agrees("−0.539", -0.5391)
    assert agrees("3·10⁻⁴", 0.00031)
    assert not agrees("−0.539", 0.539)
    assert not agrees("0.54", np.float64(0.551))
