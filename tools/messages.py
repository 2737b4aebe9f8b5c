"""The words to translate: the messages in the program, gathered and compared with the catalogues.

``python tools/messages.py`` brings the catalogue of every language up to date (`make messages`), or creates it: new
messages are added without a translation, and messages that are no longer used are removed. `tools/check_messages.py`
only checks.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.view.words import language  # noqa: E402

# besides gettext's own: for words of tables, a short name for gettext, and for a number with its noun
KEYWORDS = ("N_", "nN_:1,2", "say", "counted:1,2")


def catalogues() -> list[Path]:
    """The catalogue of every language but that of the messages; one that does not exist yet is empty."""
    codes = sorted(set(language.LANGUAGES) - {language.SOURCE})
    return [language.CATALOGUES / code / "LC_MESSAGES" / "messages.po" for code in codes]


def read(path: Path) -> Catalog:
    """A catalogue from its file; an empty one if there is no file."""
    if not path.exists():
        return Catalog(locale=path.parts[-3], project="Backprop Visualizer", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def is_translated(message: Message) -> bool:
    """Whether every form has a translation."""
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(text and text.strip() for text in strings)


def gathered() -> Catalog:
    """Every message that the program's Python and templates hold."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "messages.pot"
        keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
        command = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-c", "translators:", *keywords]
        command += ["--sort-by-file", "-o", str(target), "."]
        subprocess.run([sys.executable, "-m", "babel.messages.frontend", *command[1:]], cwd=ROOT, check=True)
        with target.open("rb") as file:
            return read_po(file)


def updated(path: Path, template: Catalog) -> tuple[Catalog, bytes]:
    """A catalogue with exactly the template's messages, and its file: sorted by message, so that it depends on nothing
    but the messages and their translations.
    """
    catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue, content(catalogue)


def content(catalogue: Catalog) -> bytes:
    """The file of a catalogue."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, sort_output=True, no_location=True)
    return file.getvalue()


def main() -> int:
    """Bring every catalogue up to date."""
    template = gathered()
    for path in catalogues():
        catalogue, content = updated(path, template)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        waiting = sum(not is_translated(message) for message in catalogue if message.id)
        print(f"{path.parts[-3]}: {len(catalogue)} messages, {waiting} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
