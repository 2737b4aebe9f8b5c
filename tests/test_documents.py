import re
from dataclasses import fields
from pathlib import Path

import pytest

from app.settings import Settings, variable

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_links_to_exists(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


def test_the_documents_list_exactly_the_settings_with_their_defaults() -> None:
    listed = re.findall(r"^\| `(BACKPROP_\w+)` \| (.+?) \|", DEPLOY, re.MULTILINE)
    assert sorted(name for name, _ in listed) == sorted(variable(field.name) for field in fields(Settings))
    defaults = {variable(field.name): field.default for field in fields(Settings)}
    for name, shown in listed:
        if isinstance(defaults[name], float | int) and not isinstance(defaults[name], bool):
            assert float(shown) == defaults[name], name
    assert set(re.findall(r"`(BACKPROP_[A-Z_]+)", README)) <= set(defaults)


def test_every_test_that_a_promise_names_exists() -> None:
    listed = re.findall(r"`(tests/[\w./]+)`", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"))
    assert len(listed) > 15
    assert [path for path in listed if not (ROOT / path).exists()] == []


def test_every_make_command_in_the_documents_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    listed = {word for name in DOCUMENTS for word in re.findall(r"\bmake ([a-z-]+)", (ROOT / name).read_text("utf-8"))}
    assert {"run", "test"} <= listed & targets
    known_words = {"sure", "it"}
    assert listed - targets - known_words == set()


def test_the_keys_in_the_readme_are_in_the_help_of_the_page() -> None:
    page = (ROOT / "templates" / "fragments" / "help.html").read_text(encoding="utf-8")
    for key in re.findall(r"<kbd>(.+?)</kbd>", README.replace("<kbd>1</kbd>–<kbd>9</kbd>", "<kbd>1–9</kbd>")):
        assert f'"{key}"' in page, key
