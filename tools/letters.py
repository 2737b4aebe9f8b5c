"""The characters that the program displays: all that occur in sources, templates, translations, scripts and styles.

The fonts are cut to them. A letter that somebody types and none of ours uses comes from a font of the system.
"""

import html
import re
import string
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("app/**/*.py", "app/locale/**/*.po", "templates/**/*.html", "static/js/**/*.js", "static/css/**/*.css")
NAMED = re.compile(r"\\N\{([A-Z -]+)\}")
NUMBERED = re.compile(r"\\u([0-9a-f]{4})")


def letters() -> str:
    """Each character once, in order: all of ASCII, and every other one that is found."""
    found = set(string.ascii_letters + string.digits + string.punctuation + " ")
    for pattern in SOURCES:
        for file in ROOT.glob(pattern):
            text = file.read_text(encoding="utf-8")
            found |= set(html.unescape(text)) | {unicodedata.lookup(name) for name in NAMED.findall(text)}
            found |= {chr(int(number, 16)) for number in NUMBERED.findall(text)}
    return "".join(sorted(found - set(string.whitespace) | {" "}))
