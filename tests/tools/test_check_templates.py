from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.check_templates import faults, problems


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<p class='a'\n   style='color: red'>",
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<script type="module">run()</script>',
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
        "<div hx-vals='js:{now: 1}'>",
        '<img src="https://example.org/picture.png">',
        '<link rel="stylesheet" href="//example.org/style.css">',
    ],
)
def test_what_the_content_policy_would_block_is_found(markup: str) -> None:
    assert [line for line, _ in faults(f"<main>\n{markup}\n</main>")] == [2]


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="/static/dist/app.js"></script>',
        '<text font-style="italic" data-on="1">',
        "{# never <p style=...> #}",
        '<a class="source" href="https://example.org/article">',
        '<div hx-vals=\'{"by": "stage"}\' hx-post="/workbench/step">',
    ],
)
def test_what_the_content_policy_allows_is_left_alone(markup: str) -> None:
    assert faults(markup) == []


def environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)


def test_a_template_that_does_not_compile_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text("<p>\n{% if %}</p>")
    assert [problem.split(" ")[0] for problem in problems(environment(tmp_path), tmp_path)] == ["broken.html:2:"]


def test_an_environment_that_forgives_undefined_names_is_refused(tmp_path: Path) -> None:
    assert problems(Environment(autoescape=True), tmp_path) == ["the environment must be strict about undefined names"]


def test_a_line_that_is_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "long.html").write_text(f"<p>\n<b>{'x' * 120}</b></p>\n<p>{'x' * 113}</p>")
    assert problems(environment(tmp_path), tmp_path) == ["long.html:2: a line of 131 characters, more than 120"]
