"""The page of lesson 3: every state of its beats, and what is not in it before its time."""

import pytest
from fastapi.testclient import TestClient

PATH = "/lessons/hidden-layer"
STATES = (
    "",
    "?blame=both&y=0.6",
    "?beat=2&rise=much",
    *(f"?beat=2&slopes=1&found={found}" for found in range(12)),
    "?beat=3&lone=8",
    "?beat=3&mark2=1&shared=check",
    "?beat=3&shared=shown&stage=0",
    "?beat=4",
    "?beat=4&walk=shown&pace=10&x=5&wh=5&wo=5&R=identity",
    "?beat=5",
    "?beat=5&judge=old&wh=0",
)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_page_in_both_languages_and_views(client: TestClient, state: str) -> None:
    for locale in ("en", "ru"):
        more = f"{'&' if state else '?'}view={'phone' if locale == 'ru' else 'desk'}"
        assert client.get(f"{PATH}{state}{more}", headers={"Accept-Language": locale}).status_code == 200


@pytest.mark.parametrize(
    ("state", "hidden"),
    [("", "−1.08"), ("?beat=2", "0.12"), ("?beat=3&mark1=1", "−0.45"), ("?beat=4", "1.125"), ("?beat=5", "nudged")],
)
def test_what_is_not_known_yet_is_not_in_the_page(client: TestClient, state: str, hidden: str) -> None:
    frame, _, _ = client.get(PATH + state).text.partition('id="questions"')
    assert hidden not in frame
    answered = {"": "?blame=Wo", "?beat=2": "?beat=2&slopes=1", "?beat=4": "?beat=4&walk=later"}
    shown = answered.get(state) or state.replace("mark1=1", "shared=shown").replace("beat=5", "beat=5&judge=old")
    assert hidden in client.get(PATH + shown).text
