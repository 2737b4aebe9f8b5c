"""Lesson 10 as a page: what is not guessed yet is not in it."""

import pytest
from fastapi.testclient import TestClient

ADDRESS = "/lessons/softmax"


@pytest.mark.parametrize(
    ("beat", "guess", "known"),
    [
        ("1", "change=falls", 'data-value-of="then-1">0.981<'),
        ("2", "alarm=5", 'data-value-of="alarm">6.908<'),
        ("3", "product=1", 'data-value-of="product">−0.999<'),
        ("4", "rising=all", 'data-value-of="error-2">−0.999<'),
        ("5", "laps=3", 'data-value-of="steps-cross">8<'),
    ],
)
def test_what_is_asked_is_not_in_the_page_before_the_guess(
    client: TestClient, beat: str, guess: str, known: str
) -> None:
    name, _, number = known.partition(">")
    asked = client.get(f"{ADDRESS}?beat={beat}").text
    assert "data-guess=" in asked
    assert name not in asked
    if beat != "5":  # a count of 8 is anywhere
        assert number not in asked
    assert known in client.get(f"{ADDRESS}?beat={beat}&{guess}").text
    assert name in client.get(f"{ADDRESS}?beat={beat}&{guess.partition('=')[0]}=shown").text


@pytest.mark.parametrize("beat", ["2", "3", "5"])
def test_a_guess_that_is_not_a_number_costs_nothing_and_stays(client: TestClient, beat: str) -> None:
    name = {"2": "alarm", "3": "product", "5": "laps"}[beat]
    page = client.get(f"{ADDRESS}?beat={beat}&{name}=very+loud").text
    assert f'data-guess="{name}"' in page
    assert 'value="very loud"' in page
    assert f'id="wrong-{name}"' in page
