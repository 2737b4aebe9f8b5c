"""The recipes of CONTRIBUTING: what they name exists, and nothing that they leave out names a row of a table."""

import re
from pathlib import Path

import pytest

from app.core.data_sets import DATA_SETS
from app.view.lessons.catalogue import LESSONS
from app.view.words import data_sets
from app.view.words.language import LANGUAGES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SOURCES = [
    path
    for pattern in ("app/**/*.py", "templates/**/*.html", "static/js/**/*.js", "static/css/**/*.css", "tools/*")
    for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix in {".py", ".html", ".js", ".mjs", ".css"}
]


def recipe(title: str) -> str:
    """The text below a heading."""
    found = re.search(rf"^## How to add {title}\n(.*?)(?=^## )", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def naming(pattern: str) -> set[str]:
    """The sources in which a pattern occurs."""
    return {str(path.relative_to(ROOT)) for path in SOURCES if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_every_file_that_is_named_exists() -> None:
    named = {each for each in re.findall(r"`([\w./]+/[\w.]*)`", TEXT) if "CODE" not in each}
    assert named
    assert [each for each in named if not (ROOT / each).exists()] == []


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("an activation", "leaky_relu"),  # one that no lesson tells of
        ("a loss", "binary_cross_entropy"),
        ("a data set", r"[\"']or[\"']"),  # and one that none learns
        ("a language", r"[\"']ru[\"']"),
    ],
)
def test_a_row_is_named_in_the_files_of_its_recipe_and_in_no_other(title: str, row: str) -> None:
    places = set(re.findall(r"`(app/[\w/]+\.py)`", recipe(title)))
    assert places
    assert naming(row) == places


@pytest.mark.parametrize("title", ["an activation", "a loss", "a data set", "a language"])
def test_the_tables_of_a_recipe_are_in_its_files(title: str) -> None:
    text = recipe(title)
    files = [(ROOT / path).read_text(encoding="utf-8") for path in re.findall(r"`(app/[\w/]+\.py)`", text)]
    for table in re.findall(r"`([A-Z_]{5,})`", text):
        assert any(re.search(rf"^{table}\b.* = ", file, re.MULTILINE) for file in files), table


def test_a_data_set_has_one_row_in_the_core_and_one_in_the_view() -> None:
    assert DATA_SETS.keys() == data_sets.LABELS.keys()
    for row in DATA_SETS.values():
        assert len(row.X) == len(row.Y)


def test_every_language_calls_itself_by_a_name_of_its_own() -> None:
    assert len({row.name for row in LANGUAGES.values()}) == len(LANGUAGES)


def test_every_lesson_has_what_the_recipe_names() -> None:
    assert "`app/view/lessons/catalogue.py`" in recipe("a lesson")
    for slug in LESSONS:
        assert (ROOT / "app" / "view" / "lessons" / slug.replace("-", "_") / "lesson.py").is_file(), slug
        assert (ROOT / "templates" / "lessons" / slug / "lesson.html").is_file(), slug
