"""What a step's answer leaves out is what the page has already, to the letter."""

import xml.etree.ElementTree as ET

import pytest

from app.session.description import build
from app.session.session import Session, default_session
from app.session.verbs import stepped
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.words.language import language

EN = language("en")
SHAPES: tuple[dict[str, object], ...] = (
    {"sizes": [2, 4, 4, 1], "problem": "xor", "activations": ["tanh", "relu", "sigmoid"]},
    {"sizes": [2, 8, 8, 1], "problem": "xor"},
    {"sizes": [2, *[6] * 10, 1], "problem": "xor"},
)


def drawn(session: Session) -> Scene:
    return scene(session, "desk", None, 0, None, EN)


def named(markup: str) -> dict[str, ET.Element]:
    return {
        element.get("id", ""): element for element in ET.fromstring(f"<svg>{markup}</svg>").iter() if element.get("id")
    }


@pytest.mark.parametrize("shape", [None, *SHAPES])
def test_every_stub_stands_for_what_the_page_has(shape: dict[str, object] | None) -> None:
    session = build(shape) if shape else default_session()
    left_out = 0
    for _ in range(2 * session.count + 1):
        later = stepped(session)
        page, whole = named(drawn(session).markup()), named(drawn(later).markup())
        answer = named(drawn(later).markup(drawn(session).states))
        stubs = [name for name, element in answer.items() if element.get("data-same") is not None]
        for name in stubs:
            assert ET.tostring(page[name]) == ET.tostring(whole[name]), name
        left_out += len(stubs)
        session = later
    assert left_out > 100


def test_a_page_that_has_nothing_gets_everything() -> None:
    assert "data-same" not in drawn(stepped(default_session())).markup()
