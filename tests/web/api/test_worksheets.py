"""Worksheets through the API."""

import pytest
from fastapi.testclient import TestClient

from app.web.api import schemas


def test_a_sheet_with_its_answers(client: TestClient) -> None:
    answer = client.get("/api/v1/worksheets?seed=17&versions=2")
    found = schemas.Worksheets.model_validate_json(answer.content)
    assert [(sheet.version, sheet.short) for sheet in found.worksheets] == [("A", "17-A-231-b"), ("B", "17-B-231-b")]
    first = found.worksheets[0]
    assert [question.answer for question in first.questions[:6]] == [0.8, 1.2, -0.6, 0.8, 1.2, 0.0]
    assert any(slip.slip == "bias-left-out" for slip in first.questions[0].slips)
    assert first.questions[0].text.splitlines()[1:3] == ["X = [1 2]", "Wh = [−0.7 −0.2 0.7; 0.8 0.6 −0.5]"]
    assert first.questions[0].text.splitlines()[-1] == "What is Zh1?"
    network = first.network.model_dump()
    opened = client.post("/api/v1/sessions", json=network)
    assert opened.status_code == 201
    assert client.post(f"/api/v1/sessions/{opened.json()['id']}/forward").json()["Z"][0][0] == pytest.approx(
        [0.8, 1.2, -0.6]
    )


@pytest.mark.parametrize(
    ("kind", "name", "media"),
    [
        ("json", "worksheet-5.json", "application/json"),
        ("moodle", "worksheet-5.xml", "application/xml"),
        ("gift", "worksheet-5.gift.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_names(client: TestClient, kind: str, name: str, media: str) -> None:
    answer = client.get(f"/api/v1/worksheets?seed=5&format={kind}")
    assert answer.headers["content-type"] == media
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content == client.get(f"/api/v1/worksheets?seed=5&format={kind}").content


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("versions=0", "versions"),
        ("versions=41", "versions"),
        ("versions=abc", "versions"),
        ("seed=10000000000", "seed"),
        ("sizes=x", "sizes"),
        ("sizes=9-9-9", "sizes[0]"),
        ("format=pdf", "format"),
    ],
)
def test_a_wrong_query_names_its_field(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/api/v1/worksheets?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field
