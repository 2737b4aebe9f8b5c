"""docs/lessons.md names the place of each idea of the article; here each place is looked up."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

TABLE = Path(__file__).parents[3] / "docs" / "lessons.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| `(/lessons/[\w-]+(?:\?[\w=&.-]+)?)` \| `#([\w-]+)` \|$", re.MULTILINE)
PLACES = ROW.findall(TABLE.read_text(encoding="utf-8"))


def test_all_26_ideas_have_a_place() -> None:
    assert [int(number) for number, *_ in PLACES] == [*range(1, 27)]


@pytest.mark.parametrize(("address", "element"), [(address, element) for _, _, address, element in PLACES])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_place_exists(client: TestClient, address: str, element: str, language: str) -> None:
    page = client.get(address, headers={"Accept-Language": language}).text
    assert f'id="{element}"' in page
