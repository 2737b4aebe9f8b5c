"""Finds turns of phrase that a native reader stumbles over, and Russian words that the catalogue does not use.

``python tools/check_english.py`` prints file:line: phrase -> what to write instead. The tables are the house style: add
a phrase when a reader has stumbled over it. A use that is right goes to `ALLOWED`, with its reason.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "templates", "static/js", "static/css", "tests", "tools", "docs", "docker", ".github")
FILES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "Makefile", "Dockerfile", "pyproject.toml")
SUFFIXES = {".py", ".html", ".js", ".mjs", ".css", ".md", ".sh", ".toml", ".yaml", ".yml", ".lua", ".sql"}
CATALOGUES = "app/locale/ru/LC_MESSAGES/*.po"
NOT_READ = {"tools/check_english.py", "tests/tools/test_check_english.py"}  # they hold the phrases

_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|half)"
_EACH = (
    "answer|batch|button|call|click|column|entry|event|figure|file|frame|gap|iteration|key|language|layer|lesson|line|"
    "matrix|message|name|number|operation|page|path|process|request|row|sample|server|session|stage|step|test|tick|unit|"
    "value|visit|visitor|weight|window|worker"
)

ENGLISH: Mapping[str, str] = {
    r"lately": "recently",
    r"anew": "again, from the start",
    r"in the place of": "instead of",
    r"in (?:its|their) turn": "then",
    r"called off": "cancelled",
    r"for good(?! (?:reason|measure))": "permanently",
    r"derivatives? by (?:the|a|an|any|its|each|every|that|this|one|what|weight|bias|ŷ|[A-Z]\d*)": "with respect to",
    rf"{_COUNT} (?!is\b|for\b|of\b|to\b|as\b|in\b)[a-z]+ an? (?:{_EACH})": "one … per …",
    rf"once an? (?:{_EACH})": "once per …",
    rf"a (?:box|field|line|lock|row|tuple|thread) an? (?:{_EACH})": "one … per …",
    r"one (?:line|step|time|row|layer|entry|word|number) more": "one more …",
    r"(?:is|are|was|were|be) had": "is available, exists",
    r"at hand": "available",
    r"at work": "running, current",
    r"who (?:steps|asks|asked|waits|watches|looks|comes|plays|has to wait)": "a user who …, a client that …",
    r"whoever": "anyone who …, a client that …",
    r"told": "is notified, reports, returns, requires",
    r"(?:is|are|was|were|be|been) said": "is reported, is stated",
    r"as at first": "originally, the default",
    r"(?:stand|stands|stood)(?! for\b| out\b| up\b)": "is, appears, is written",
    r"in its own right": "itself",
    r"(?<!there\s)(?:is|are) no (?:derivative|number|part|file|network|session|page|answer|address)s?": "is not a …",
    r"that (?:is|are) (?-i:none)": "invalid",
    r"go(?:es)? on": "continue",
    r"in one piece": "atomically, whole",
    r"heeds?": "obey, follow",
    r"gives? way": "yield",
    r"runs? away": "diverge",
    r"(?:every|all) bounds?": "overflow, limits",
    r"take[ns]? (?:it |them )?off": "subtract",
    r"to both sides": "either way, up and down",
    r"the very (?:network|number|numbers|function|row|word|words)": "the same",
    r"has no part in": "is not part of",
    r"as a rule": "usually",
    r"(?:is|are) (?:not )?to be (?!found\b)[a-z]+": "must be, must not be",
    r"(?:is|are|was|were|stays?) as (?:it|they) (?:was|were)": "is unchanged",
    r"speaks? of": "refer to",
    r"kept of": "stored about",
    r"(?:whence|thereof|therein|whereof|hither|thither|herein)": "plain words",
    r"comes? about": "happen, arise",
}

RUSSIAN: Mapping[str, str] = {
    "затвор": "вентиль",
    "кросс-энтропи": "перекрёстная энтропия",
    "стади": "этап",
    "мастерск": "главная (страница)",
    r"зерн(?:о|а|у|е|ом)\b": "начальное число (seed)",
    r"стык": "промежуточное значение",
    r"(?:новое|старое|какое) W": "новый, старый, какой W",
    r"с утечкой": "Leaky ReLU",
    r"не известн": "неизвестн…",
    r"ответ (?:выше|ниже|сети|верный|равен|отличается)": "прогноз",
}

ALLOWED: Mapping[tuple[str, str], str] = {  # (file, phrase as found): why it is right there
    ("README.md", "who asks"): "the student who asks a question",
}


class Finding(NamedTuple):
    """A phrase, where it is, and what to write instead."""

    path: str
    line: int
    phrase: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.phrase} -> {self.instead}"


def _compiled(table: Mapping[str, str], start: str = r"\b", end: str = r"\b") -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(start + pattern.replace(" ", " +") + end, re.IGNORECASE), instead)
        for pattern, instead in table.items()
    ]


_ENGLISH, _RUSSIAN = _compiled(ENGLISH), _compiled(RUSSIAN, end="")
_BREAK = re.compile(r"\n[ \t]*(?:#+|//+|\*+|--)?[ \t]*")  # a phrase may go across lines of a comment or a docstring
_JOINED = re.compile(r"(?<=[a-z0-9])_(?=[a-z0-9])")  # test_names are sentences too


def findings(path: str, text: str, table: list[tuple[re.Pattern[str], str]] = _ENGLISH) -> Iterator[Finding]:
    """The phrases of a table in a text, in their order."""
    flat = _JOINED.sub(" ", _BREAK.sub(lambda found: " " * len(found[0]), text))
    found = ((match, instead) for pattern, instead in table for match in pattern.finditer(flat))
    for match, instead in sorted(found, key=lambda each: each[0].start()):
        phrase = " ".join(match[0].split())
        if (path, phrase) not in ALLOWED:
            yield Finding(path, text.count("\n", 0, match.start()) + 1, phrase, instead)


def sources() -> Iterator[Path]:
    """The files whose English is checked."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and str(path.relative_to(ROOT)) not in NOT_READ:
                yield path
    yield from (ROOT / name for name in FILES if (ROOT / name).exists())


def everything() -> Iterator[Finding]:
    """All findings in the project."""
    for path in sources():
        yield from findings(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.glob(CATALOGUES)):
        yield from findings(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"), _RUSSIAN)


def main() -> int:
    """Print every finding; 0 or 1. With --count, only how many there are per folder."""
    found = list(everything())
    if "--count" in sys.argv:
        folders = Counter("/".join(each.path.split("/")[:2]) for each in found)
        for folder, count in sorted(folders.items()):
            print(f"{count:5} {folder}")
    else:
        for each in found:
            print(each, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
