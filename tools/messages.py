"""The words to translate: what the program says, gathered and compared with what the catalogues have.

``python tools/messages.py`` brings every catalogue up to date (`make messages`): new messages come in untranslated,
at their place, and those that nothing says any more go. `tools/check_messages.py` only looks.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = ("N_", "nN_:1,2", "say")  # beside gettext's own: marked where they stand, translated where shown


def catalogues() -> list[Path]:
    """The catalogue of every language."""
    return sorted(ROOT.glob("app/locale/*/LC_MESSAGES/messages.po"))


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def is_translated(message: Message) -> bool:
    """Whether there are words for every form."""
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
    file = io.BytesIO()
    write_po(file, catalogue, width=120, sort_output=True, no_location=True)
    return catalogue, file.getvalue()


def main() -> int:
    """Bring every catalogue up to date."""
    template = gathered()
    for path in catalogues():
        catalogue, content = updated(path, template)
        path.write_bytes(content)
        waiting = sum(not is_translated(message) for message in catalogue if message.id)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {waiting} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
