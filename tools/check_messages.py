"""Checks that every message is translated into every language, that nothing is fuzzy, and that placeholders agree."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.view.words import language  # noqa: E402
from tools.messages import catalogues, gathered, is_translated, read  # noqa: E402


def problems(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, message by message."""
    for wanted in template:
        if not wanted.id:
            continue
        message = catalogue.get(wanted.id, wanted.context)
        if message is None or not is_translated(message):
            yield f"not translated: {wanted.id!r} ({wanted.locations[0][0] if wanted.locations else '?'})"
        elif message.fuzzy:
            yield f"fuzzy: {wanted.id!r}"
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"nothing says this any more (make messages): {message.id!r}"
    for message, errors in catalogue.check():
        yield from (f"{error}: {message.id!r}" for error in errors)


def strays() -> list[str]:
    """Codes of catalogues whose language has no row."""
    return sorted({path.name for path in language.CATALOGUES.iterdir()} - set(language.LANGUAGES))


def main() -> int:
    """Check every catalogue. Returns 0 if all are complete, otherwise 1."""
    template = gathered()
    found = [f"{path.parts[-3]}: {problem}" for path in catalogues() for problem in problems(template, read(path))]
    found += [f"{code}: a catalogue without a row in LANGUAGES" for code in strays()]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
