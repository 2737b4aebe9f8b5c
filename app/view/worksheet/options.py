"""What a worksheet should be like, and the short name of the network on it: 17-A-231-b."""

import re
from typing import Literal, NamedTuple

from app.core.errors import InvalidField
from app.core.practice.kind_numbers import MOST_VERSIONS, Sheet, kind_numbers, label, version_of
from app.session.session import Session, new_session

Part = Literal["forward", "backward", "update"]
Key = Literal["none", "pages", "table"]
Paper = Literal["a4", "letter"]
PARTS: tuple[Part, ...] = ("forward", "backward", "update")
KEYS: tuple[Key, ...] = ("pages", "table", "none")
PAPERS: tuple[Paper, ...] = ("a4", "letter")

_ROWS = re.compile(r"[0-9]{1,2}(-[0-9]{1,2})?")
_SHORT = re.compile(r"([0-9]{1,9})-([A-Z]{1,2})-([1-9]{3,4})-([bn])")


class Options(NamedTuple):
    """`own` takes the network of the workbench in place of one of the seed.

    `given` are the parts that are filled in, `rows` the numbers of further rows, each of which is one stage.
    """

    seed: int = 17
    versions: int = 1
    sizes: tuple[int, ...] = (2, 3, 1)
    bias: bool = True
    given: tuple[Part, ...] = ()
    key: Key = "pages"
    paper: Paper = "a4"
    own: bool = False
    rows: tuple[int, ...] = ()

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of all versions. Raises `InvalidField`."""
        if not 1 <= self.versions <= MOST_VERSIONS:
            raise InvalidField("versions", f"a whole number from 1 to {MOST_VERSIONS}")
        return tuple(Sheet(self.seed, version, self.sizes, self.bias) for version in range(self.versions))


def rows_of(text: str) -> tuple[int, ...]:
    """The rows that are written as 1-4, 6. Raises `InvalidField`."""
    found = set[int]()
    for part in filter(None, text.replace("–", "-").replace(" ", "").split(",")):
        if not _ROWS.fullmatch(part):
            raise InvalidField("rows", "numbers such as 1-4, 6")
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))


def short_name(sheet: Sheet) -> str:
    """The short name of a sheet's network: seed, version, sizes, b for biases or n for none."""
    sizes = "".join(map(str, sheet.sizes))
    return f"{sheet.seed}-{label(sheet.version)}-{sizes}-{'b' if sheet.bias else 'n'}"


def sheet_named(short: str) -> Sheet | None:
    """The sheet with that short name, or None where there is none."""
    found = _SHORT.fullmatch(short)
    if found is None:
        return None
    seed, version, sizes, bias = found.groups()
    try:
        return Sheet(int(seed), version_of(version), tuple(map(int, sizes)), bias == "b")
    except (ValueError, InvalidField):
        return None


def session_of(sheet: Sheet) -> Session:
    """A session of a sheet's network, at its start."""
    return new_session(*kind_numbers(sheet).network())
