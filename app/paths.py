"""Where the templates, the static files and the translations lie.

In a checkout templates and static files stand beside the package, where people look for them; a wheel carries them
inside it.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _folder("templates")
STATIC = _folder("static")
LOCALES = PACKAGE / "locale"
