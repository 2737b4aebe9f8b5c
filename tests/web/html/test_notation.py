"""How derivatives are written in lessons: C′(W) or ∂C/∂W, kept in a cookie."""

import pytest
from fastapi.testclient import TestClient

SLUGS = (
    "one-neuron?beat=4&moved=shown",
    "hidden-layer",
    "ten-layers?beat=3",
    "memoization",
    "three-equations?folded=1",
)
PRIME, PARTIAL = "<i>C</i>′", "∂<i>C</i>/∂<i>"
SWITCH = "<i>C</i><span>′</span>(<i>W</i>)"


@pytest.mark.parametrize("slug", SLUGS)
def test_one_switch_writes_every_derivative_of_the_cost_the_other_way(client: TestClient, slug: str) -> None:
    client.post("/preferences", data={"notation": "partial", "back": f"/lessons/{slug}"})
    page = client.get(f"/lessons/{slug}").text
    assert page.count(PRIME) == 0
    assert page.count(SWITCH) == 1
    assert page.count(PARTIAL) > 2
    client.post("/preferences", data={"notation": "prime"})
    page = client.get(f"/lessons/{slug}").text
    assert page.count(PRIME) > 2
    assert page.count(PARTIAL) == 1  # on the switch itself


def test_the_machine_c_of_lesson_1_and_the_program_have_no_switch(client: TestClient) -> None:
    client.cookies.set("notation", "partial")
    for slug in ("chain-rule", "code"):
        assert "∂" not in client.get(f"/lessons/{slug}").text


@pytest.mark.parametrize("slug", SLUGS)
def test_symbols_in_sentences_have_subscripts(client: TestClient, slug: str) -> None:
    page = client.get(f"/lessons/{slug}").text
    assert "Eo," not in page
    assert "<i>E<sub>o</sub></i>" in page or slug in ("ten-layers?beat=3", "memoization")
