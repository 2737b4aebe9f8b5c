"""Checks every template: it compiles in the program's own environment, and nothing in it breaks the content policy.

The policy forbids code and styles in the markup; a browser would silently ignore them, so they are found here.
"""

import re
import sys
import tempfile
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError

from app.main import create_app
from app.paths import TEMPLATES
from app.settings import Settings

FORBIDDEN = {
    "a style attribute": re.compile(r"""<[^>]*\sstyle\s*=""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE),
    "code in hx-vals or hx-headers": re.compile(r"""hx-(?:vals|headers)\s*=\s*["']js:""", re.IGNORECASE),
    "something from another host": re.compile(r"""\s(?:src|srcset|href)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE),
}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
LONGEST = 120  # characters of a line, as in Python
LINK_OUT = re.compile(r"""<a\s[^>]*href\s*=\s*["']https?://[^>]*>""", re.IGNORECASE)  # a link to click loads nothing


def without(pattern: re.Pattern[str], text: str) -> str:
    """The text without what matches the pattern, with its line breaks unchanged."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def faults(source: str) -> list[tuple[int, str]]:
    """Everything in a template that the policy forbids, as (line, description)."""
    text = without(LINK_OUT, without(COMMENT, source))
    return sorted(
        (text.count("\n", 0, match.start()) + 1, f"{what}: {' '.join(match[0].split())[:60]}")
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    )


def problems(environment: Environment, folder: Path) -> list[str]:
    """One line for each problem."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            environment.get_template(name)
        except TemplateError as error:
            found.append(f"{name}:{getattr(error, 'lineno', 0)}: {error}")
        source = path.read_text(encoding="utf-8")
        found += [f"{name}:{line}: {what}" for line, what in faults(source)]
        found += [
            f"{name}:{number}: a line of {len(line)} characters, more than {LONGEST}"
            for number, line in enumerate(source.splitlines(), 1)
            if len(line) > LONGEST
        ]
    if environment.undefined is not StrictUndefined:
        found.append("the environment must be strict about undefined names")
    if not environment.autoescape:
        found.append("the environment must escape by itself")
    return found


def main() -> int:
    """Check the program's templates. Returns 0 if there is no problem, otherwise 1."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(store=f"sqlite:///{folder}/check.sqlite3"))
        found = problems(app.state.services.templates, TEMPLATES)
        app.state.services.store.close()
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
