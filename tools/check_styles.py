"""Checks the style sheets: nothing in them is unused, and sizes of type come from the scale in tokens.css.

A custom property is defined and used; a class, an id or a data attribute of a selector is written by a template, by the
program or by a script; `font-size` and `font` name a size of the scale, which has at most eight, none under 12 px;
gaps, padding and margins above 3 px name a step of the scale of spaces.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "static" / "css"
WRITERS = ("templates/**/*.html", "app/**/*.py", "static/js/**/*.js")

TOKENS = "foundation/tokens.css"
MOST_SIZES, SMALLEST = 8, 12.0
SCALE = "--text-"  # a size of type, in px
SPACED = re.compile(r"(row-|column-)?gap|(padding|margin)(-[a-z-]+)?")
HAIRLINE = 3.0  # px
RELATIVE = ("inherit", "var(--script)", "var(--upright)")  # to the text around

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{")
DECLARATION = re.compile(r"(?<![\w-])(--?[a-z][\w-]*|[a-z][\w-]*)\s*:\s*([^{};]+)(?=[;}])")
DEFINED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
USED = re.compile(r"(--[\w-]+)")
SELECTED = re.compile(r"\.([a-zA-Z][\w-]*)|#([a-zA-Z][\w-]*)|\[(data-[\w-]+)")
WORD = re.compile(r"[a-zA-Z][\w-]*")


class Sheet(NamedTuple):
    """A style sheet without its comments."""

    name: str
    text: str


def sheets(folder: Path = STYLES) -> list[Sheet]:
    """Every style sheet of a folder."""
    return [
        Sheet(path.relative_to(folder).as_posix(), COMMENT.sub("", path.read_text(encoding="utf-8")))
        for path in sorted(folder.rglob("*.css"))
    ]


def custom_properties(styles: list[Sheet], written: str = "") -> Iterator[str]:
    """Custom properties that are defined and not used, or used and not defined; `written` is what scripts say."""
    defined = {name for sheet in styles for name in DEFINED.findall(sheet.text)}
    used = {name for sheet in styles for name in re.findall(r"var\(\s*(--[\w-]+)", sheet.text)}
    yield from (f"{name} is never used" for name in sorted(defined - used - set(USED.findall(written))))
    yield from (f"{name} is not defined" for name in sorted(used - defined))


def selected(sheet: Sheet) -> set[str]:
    """The classes, ids and data attributes that the selectors of a sheet name."""
    selectors = (match[1] for match in RULE.finditer(sheet.text) if not match[1].strip().startswith("@"))
    return {name for selector in selectors for found in SELECTED.findall(selector) for name in found if name}


def unused(styles: list[Sheet], words: set[str]) -> Iterator[str]:
    """What selectors name and nothing writes."""
    for sheet in styles:
        for name in sorted(selected(sheet) - words):
            if not words.intersection(stems(name)):
                yield f"{sheet.name}: nothing writes {name}"


def stems(name: str) -> set[str]:
    """How a name may begin that is composed: `n12` with `n`, `read-fwd` with `read-`."""
    return {name.rstrip("0123456789"), *(name[: match.end()] for match in re.finditer("-", name))}


def sizes(styles: list[Sheet]) -> Iterator[str]:
    """Sizes of type beside the scale, a scale of more than eight, and one with a size too small for a screen."""
    scale = {name for sheet in styles for name in DEFINED.findall(sheet.text) if name.startswith(SCALE)}
    if len(scale) > MOST_SIZES:
        yield f"more than {MOST_SIZES} sizes of type: {' '.join(sorted(scale))}"
    for sheet in styles:
        for name, value in DECLARATION.findall(sheet.text):
            if sheet.name == TOKENS and name.startswith(SCALE) and float(value.removesuffix("px")) < SMALLEST:
                yield f"{sheet.name}: {name}: {value} is too small for a screen"
            if name in ("font-size", "font") and SCALE not in value and value.strip() not in RELATIVE:
                yield f"{sheet.name}: {name}: {value.strip()} is not of the scale"


def spaces(styles: list[Sheet]) -> Iterator[str]:
    """Gaps, padding and margins beside the scale; a negative margin or a calculation has its own reason."""
    for sheet in styles:
        for name, value in DECLARATION.findall(sheet.text):
            widths = re.findall(r"(?<![\w.(-])([\d.]+)px", value) if SPACED.fullmatch(name) else []
            if any(float(width) > HAIRLINE for width in widths):
                yield f"{sheet.name}: {name}: {value.strip()} is not of the scale"


def words(root: Path = ROOT) -> set[str]:
    """Every word that a template, a string of the program or a script could write as a class, an id or an attribute."""
    found: set[str] = set()
    for pattern in WRITERS:
        for path in root.glob(pattern):
            text = path.read_text(encoding="utf-8")
            found.update(WORD.findall(" ".join(strings(text)) if path.suffix == ".py" else text))
    return found | {f"data-{kebab(name)}" for name in found}


def strings(source: str) -> Iterator[str]:
    """The strings of a Python module, without its docstrings."""
    tree = ast.parse(source)
    texts = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node.value


def kebab(name: str) -> str:
    """The attribute of a name in `dataset`: `hasMoved` is `data-has-moved`."""
    return re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name)


def problems(styles: list[Sheet], known: set[str], written: str) -> list[str]:
    """Everything that is wrong, one line each."""
    return [*custom_properties(styles, written), *unused(styles, known), *sizes(styles), *spaces(styles)]


def main() -> int:
    """Check the program's own style sheets; 0 or 1."""
    written = " ".join(path.read_text(encoding="utf-8") for path in ROOT.glob("static/js/**/*.js"))
    found = problems(sheets(), words(), written)
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
