"""The fonts are cut to a set of letters, which contains every character that a page shows."""

import html
import re

import pytest
from starlette.testclient import TestClient

from app.view.lessons.catalogue import entries
from app.view.words.language import LANGUAGES, language
from tools.letters import ROOT, letters

LETTERS = set(letters()) | set("\n\t")
BUILT = ROOT / "static" / "vendor" / "fonts"
NETWORKS: tuple[dict[str, object], ...] = (
    {},
    {
        "sizes": [1, 4, 2],
        "activations": ["tanh", "softmax"],
        "loss": "cross_entropy",
        "inputs": [[1]],
        "targets": [[0, 1]],
    },
    {"sizes": [2, *[6] * 10, 1], "activations": "sigmoid", "problem": "xor"},
)


def shown(page: str) -> set[str]:
    return set(html.unescape(re.sub(r"<(?:style|script).*?</(?:style|script)>", "", page, flags=re.DOTALL)))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_lesson_and_page_uses_only_these_letters(client: TestClient, locale: str) -> None:
    client.cookies.set("lang", locale)
    slugs = [entry.slug for entry in entries(language(locale))]
    assert len(slugs) >= 8
    for path in ("/", "/privacy", "/lessons", *(f"/lessons/{slug}" for slug in slugs)):
        assert shown(client.get(path).text) <= LETTERS, path


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("network", NETWORKS, ids=["first", "softmax", "deep"])
def test_every_stage_uses_only_these_letters(client: TestClient, locale: str, network: dict[str, object]) -> None:
    made = client.post("/api/v1/sessions", json=network).json()
    client.cookies.set("lang", locale)
    client.cookies.set("session", made["id"])
    for _ in range(2 + 4 * (len(made["network"]["sizes"]) - 1)):
        answer = client.post("/workbench/step", headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert shown(answer.text) <= LETTERS


def test_all_fonts_exist_and_are_small() -> None:
    sizes = {file.name.rpartition("-")[0]: file.stat().st_size for file in BUILT.iterdir()}
    assert len(sizes) == 8
    assert sum(sizes.values()) < 62_000
