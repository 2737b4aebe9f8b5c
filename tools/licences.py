"""The list of what is shipped with the program, and under which licence: docs/licences.md.

``python tools/licences.py`` writes it (`make licences`, also at the end of `make lock`): names and versions as the lock
files have them, licences as the installed packages state them.
"""

import json
import re
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the script does not belong to a package

from tools.build_assets import LICENCES  # noqa: E402 - which front-end packages are shipped is known to the build

LIST = ROOT / "docs" / "licences.md"
SPDX = {  # the SPDX identifiers of licences that packages state in other words
    "BSD-0-Clause": "0BSD",
    "OSI Approved :: Apache Software License": "Apache-2.0",
    "OSI Approved :: BSD License": "BSD-3-Clause",
    "OSI Approved :: MIT License": "MIT",
}
ELSEWHERE = {"async-timeout": "Apache-2.0", "uvloop": "Apache-2.0 OR MIT"}  # not installed everywhere
TEXT = """# What is shipped, and under which licence

Written by `make licences` from the lock files and from what each package states (SPDX). The program itself is under the
MIT licence.

## Python packages

Installed from requirements/run.txt; each brings the text of its licence with it, in its `.dist-info` folder.

{python}

## In the browser

Built into static/dist and static/vendor; the texts lie in static/vendor/licences and are served with the rest. The
fonts are cut to the letters and weights in use (tools/fonts.mjs) and keep their names, none of which is reserved.

{front_end}
"""


class Shipped(NamedTuple):
    """A package, its version, its licence, and the file with the licence's text where we hold it."""

    name: str
    version: str
    licence: str
    text: str = ""


def python_packages() -> list[Shipped]:
    """The packages that requirements/run.txt locks."""
    locked = re.findall(r"(?m)^([a-z0-9-]+)==([^\s;]+)", (ROOT / "requirements" / "run.txt").read_text("utf-8"))
    return [Shipped(name, version, stated(name)) for name, version in locked]


def stated(name: str) -> str:
    """The licence that a Python package states. Raises LookupError if it states none."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    try:
        found = metadata(name)
    except PackageNotFoundError as error:
        raise LookupError(f"{name} is not installed: make setup") from error
    classified = [kind.removeprefix("License :: ") for kind in found.get_all("Classifier", []) if "License ::" in kind]
    licence = found["License-Expression"] or " OR ".join(SPDX[kind] for kind in classified) or found["License"]
    if not licence:
        raise LookupError(f"{name} states no licence")
    return str(licence)


def front_end_packages() -> list[Shipped]:
    """The packages in package-lock.json whose files go to the browser."""
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    entries = [(name, text, locked[f"node_modules/{name}"]) for name, text in sorted(LICENCES.items())]
    return [Shipped(name, e["version"], SPDX.get(e["license"], e["license"]), text) for name, text, e in entries]


def written() -> str:
    """The text of docs/licences.md."""
    python = table(("package", "version", "licence"), [each[:3] for each in python_packages()])
    front_end = table(("package", "version", "licence", "text"), front_end_packages())
    return TEXT.format(python=python, front_end=front_end)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    LIST.write_text(written(), encoding="utf-8")
