"""How large the answer to a step is: the whole workbench, compressed."""

import pytest
from starlette.testclient import TestClient

LARGEST = 8 * 1024  # bytes
VIEWS = "desk", "phone", "projector"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_step_of_the_reference_example_takes_at_most_8_kb(client: TestClient, view: str, language: str) -> None:
    client.cookies.set("lang", language)
    sizes = []
    for _ in range(10):
        answer = client.post("/workbench/step", data={"view": view}, headers={"HX-Request": "true"})
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.text.startswith('<main id="workbench"')
        sizes.append(int(answer.headers["content-length"]))
    assert max(sizes) <= LARGEST, sizes
