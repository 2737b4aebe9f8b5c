"""Lesson 6 answers a wrong guess with its reason, and takes a guess only when something was chosen."""

import pytest
from fastapi.testclient import TestClient

PATH = "/lessons/three-equations"


@pytest.mark.parametrize(
    ("query", "reason", "right"),
    [
        ("upto=3&folded=1", "You went too far", "upto=2&folded=1"),
        ("upto=1&folded=1", "You stopped one factor early", "upto=2&folded=1"),
        ("beat=3&learns=out", "Out of h₂ the input is what it sends forward, 0.", "beat=3&learns=none"),
        ("beat=4&needs=3&further=1", "is known now, so ", "beat=4&needs=2&further=1"),
        ("beat=5&count=300", "You said 300.", "beat=5&count=3"),
    ],
)
def test_a_wrong_guess_gets_its_reason(client: TestClient, query: str, reason: str, right: str) -> None:
    answer = " ".join(client.get(f"{PATH}?{query}").text.split())
    assert reason in answer
    assert "Right." not in answer
    assert reason not in " ".join(client.get(f"{PATH}?{right}").text.split())


@pytest.mark.parametrize(("query", "choice"), [("", "upto=2"), ("beat=4", "needs=2")])
def test_without_a_choice_the_button_commits_nothing(client: TestClient, query: str, choice: str) -> None:
    waiting = '<button class="button primary" type="button" aria-disabled="true">'
    assert waiting in client.get(f"{PATH}?{query}").text
    assert waiting not in client.get(f"{PATH}?{query}&{choice}").text
