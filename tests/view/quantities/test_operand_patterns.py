"""The table that the scripts read states exactly what the core's table of operands states."""

import html
import json
import re
from fnmatch import translate
from pathlib import Path

from hypothesis import given, settings

from app.core.architecture import Architecture
from app.core.examples import REFERENCE
from app.core.keys import Key
from app.core.operands import operands
from app.view.quantities.operand_patterns import table
from tests.core.conftest import architectures
from tests.core.every_key import every_key

ROOT = Path(__file__).parents[3]


def rows(architecture: Architecture) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(html.unescape(table(architecture)))
    return found


def matching(patterns: str, key: Key, named: dict[str, Key]) -> set[Key]:
    """The keys that patterns name for the number `key`, as the scripts find them."""
    own = {"u": str(key.unit), "i": str(key.input)}
    filled = [".".join(own.get(part, part) for part in pattern.split(".")) for pattern in patterns.split()]
    shapes = [(re.compile(translate(pattern)), pattern.count(".")) for pattern in filled]
    return {
        each for name, each in named.items() for shape, dots in shapes if shape.match(name) and name.count(".") == dots
    }


def by_name(architecture: Architecture) -> dict[str, Key]:
    return {str(key): key for key in every_key(architecture)}


def test_the_rows_of_the_reference_example() -> None:
    found = rows(REFERENCE.architecture)
    assert found["Z.1"] == {"symbol": "Zh", "uses": "X.0.* W.1.*.u B.1.u", "edges": "W.1.*.u", "unit": "1.u"}
    assert found["E.1"] == {"symbol": "Eh", "uses": "M.1.u E.2.* W.2.u.* R.1.u", "edges": "W.2.u.*", "unit": "1.u"}
    assert found["dW.1"] == {"symbol": "dWh", "uses": "X.0.i E.1.u", "edges": "W.1.i.u"}
    assert found["M.2"] == {"uses": "H.2.u Y.2.u", "unit": "2.u"}
    assert found["W.2"] == {"symbol": "Wo", "edges": "W.2.i.u"}
    assert found["C.2"] == {"symbol": "C", "uses": "H.2.* Y.2.*"}


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_patterns_name_exactly_the_operands(architecture: Architecture) -> None:
    found, named = rows(architecture), by_name(architecture)
    for key in named.values():
        row = found[f"{key.letter}.{key.layer}"]
        expected = set(operands(key, architecture))
        if key.letter == "E":
            expected.add(key._replace(letter="M"))
        assert matching(row.get("uses", ""), key, named) == expected, key


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_the_edges_of_a_number_are_its_own_weight_or_the_weights_it_is_computed_from(
    architecture: Architecture,
) -> None:
    found, named = rows(architecture), by_name(architecture)
    for key in named.values():
        own = {key._replace(letter="W")} if key.input is not None else set()
        used = {each for each in operands(key, architecture) if each.letter == "W"}
        assert matching(found[f"{key.letter}.{key.layer}"].get("edges", ""), key, named) == own | used, key


def test_the_table_grows_with_the_depth_and_not_with_the_number_of_weights() -> None:
    wide = Architecture((16,) * 4, ("relu",) * 3, "half_squared_error", bias=True)
    narrow = Architecture((1,) * 4, ("relu",) * 3, "half_squared_error", bias=True)
    deep = Architecture((1, *(16,) * 11, 1), ("relu",) * 12, "half_squared_error", bias=True)
    assert len(table(wide)) == len(table(narrow))
    assert len(table(deep)) < 8192


# A key put together from a letter and a layer, as in `W.${layer + 1}.*`. M names only what to look up.
BUILT_KEY = re.compile(r"""[`"'](?:X|Y|W|B|Z|H|R|C|E|dW|dB)\.(?:\$\{|\d|\*)""")


def test_no_script_puts_together_the_keys_of_operands() -> None:
    scripts = [path for path in (ROOT / "static" / "js").rglob("*.js") if BUILT_KEY.search(path.read_text("utf-8"))]
    assert not scripts
    assert BUILT_KEY.search("[`${arriving}.*`, `W.${layer}.*.${unit}`]")
