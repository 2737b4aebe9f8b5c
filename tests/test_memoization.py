"""What is remembered from one request to the next: little, and each with the figure that justifies it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.paths import PACKAGE

MOST = 12
DECORATORS = frozenset({"cache", "lru_cache"})
BOUNDED = frozenset({"LRUCache", "OrderedDict"})  # classes that hold a cache with a limit of its own
# Each of these states its limit, and why, at its head.
CACHES = frozenset({"decoded_cache.py", "decoded_classes.py", "cost_history.py", "response_cache.py", "templates.py"})
FIGURE = re.compile(r"# .*\d (?:µs|ms)\b")


class Place(NamedTuple):
    """Where a function is memoized, and the line above."""

    file: Path
    line: int
    above: str


def sources() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, file.read_text(encoding="utf-8")


def calls(source: str, names: frozenset[str]) -> Iterator[int]:
    """The lines that call a function or class of that name, or decorate with it."""
    if not any(name in source for name in names):
        return
    for node in ast.walk(ast.parse(source)):
        called = [node.func] if isinstance(node, ast.Call) else getattr(node, "decorator_list", [])
        for one in called:
            name = one.id if isinstance(one, ast.Name) else one.attr if isinstance(one, ast.Attribute) else ""
            if name in names:
                yield one.lineno


def memoized() -> list[Place]:
    found = []
    for file, source in sources():
        lines = source.splitlines()
        found += [Place(file, line, lines[line - 2]) for line in calls(source, DECORATORS)]
    return found


def test_few_functions_are_memoized_for_the_whole_process() -> None:
    assert 0 < len(memoized()) <= MOST


def test_the_line_above_each_states_what_it_saves() -> None:
    unexplained = [f"{place.file.name}:{place.line}" for place in memoized() if not FIGURE.search(place.above)]
    assert unexplained == []


def test_no_other_module_holds_a_cache() -> None:
    holders = {file.name for file, source in sources() if any(calls(source, BOUNDED))}
    assert holders == CACHES
