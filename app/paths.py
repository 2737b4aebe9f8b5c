"""The folders of templates, static files and translations.

In a checkout, templates and static files are next to the package, where people look for them. In a wheel they are
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
