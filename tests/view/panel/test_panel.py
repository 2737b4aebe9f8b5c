"""The panel "what is happening now"."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from app.core import keys
from app.core.keys import Key
from app.core.stages import Stage
from app.session.description import build
from app.session.session import Session, new_session
from app.session.verbs import sought
from app.view.inspector.inspector import inspector
from app.view.panel.panel import panel as panel_of
from app.view.panel.stage_formula import formula
from app.view.quantities.revealed import Revealed
from app.view.quantities.shape import Form
from app.view.words import numbers
from app.view.workbench import python_listing
from tests.view.panel.shown import EN, RU, at, plain, rendered, rows
from tests.view.strategies import sessions

NUMBER = re.compile(r'data-q="([^"]+)"[^>]*>\(?([^<)]*)\)?<')


def test_the_hidden_error_is_explained_as_in_the_picture() -> None:
    panel = at(8)
    assert panel.words.title == "Error of the hidden layer"
    assert (panel.words.direction, panel.step) == ("bwd", "Step 8 of 10")
    assert plain(panel) == [
        "Eh1 = −0.77 · 0.7 · 1 = −0.539",
        "Eh2 = −0.77 · 0.5 · 0 = 0",
        "Eh3 = −0.77 · (−0.4) · 1 = 0.308",
    ]
    head = panel.rows.partition("<thead>")[2].partition("</thead>")[0]
    assert Markup(head).striptags() == "EoWoR′(Zh)"
    assert 'class="q shut" data-q="R.1.1"' in rows(panel)[1][6]
    assert panel.spoken == "Error of the hidden layer: −0.539, 0, 0.308. Unit h2 is blocked."


def test_every_stage_of_the_reference_example_has_its_rows() -> None:
    assert plain(at(1))[1] == "Zh2 = 1 · (−0.6) + 2 · (−0.2) + 0.2 = −0.8"
    assert plain(at(2))[1] == "H2 = max(0, −0.8) = 0"
    assert plain(at(5)) == ["C = ½ · (0.73 − 1.5)² = 0.296"]
    assert plain(at(6)) == ["Eo = (0.73 − 1.5) · 1 = −0.77"]
    assert plain(at(7))[0] == "dwo1 = 1.1 · (−0.77) = −0.847"
    assert plain(at(7))[-1] == "dbo = 1 · (−0.77) = −0.77"
    assert plain(at(10))[:3] == [
        "wo1 = 0.7 − 0.1 · (−0.847) = 0.785",
        "wo2 = 0.5 − 0.1 · 0 = 0.5",
        "wo3 = −0.4 − 0.1 · (−0.462) = −0.354",
    ]


@given(sessions(most_layers=5, most_units=10, most_samples=6), st.data())
@settings(max_examples=120, deadline=None)
def test_every_number_on_the_panel_is_the_one_its_key_names(session: Session, data: st.DataObject) -> None:
    stage = data.draw(st.integers(0, session.count))
    sample = data.draw(st.integers(0, len(session.problem.X) - 1))
    session = sought(session, 0, stage)
    html = rendered("now", panel=panel_of(session, sample, EN))
    revealed = Revealed(session, sample)
    assert "NaN" not in html
    for text, shown in NUMBER.findall(html):
        value = revealed.shown(keys.parse(text, session.architecture))  # raises for what is not revealed
        assert abs(numbers.parse(shown) - value) <= max(0.0051, 0.06 * abs(value)), text


@given(sessions(most_layers=5, most_units=10, most_samples=6), st.data())
@settings(max_examples=60, deadline=None)
def test_formulas_are_well_formed_and_name_what_the_stage_uses(session: Session, data: st.DataObject) -> None:
    form = Form(session.architecture, len(session.problem.X))
    for stage in (None, *session.tape.stages):
        tree = ET.fromstring(formula(form, stage))
        named = {node.get("data-symbol") for node in tree.iter() if node.get("data-symbol")}
        if isinstance(stage, Stage) and stage.kind != "update":
            assert stage.name.removeprefix("d") in {name.removeprefix("d") for name in named if name}


def test_the_fragments_have_one_root_named_for_their_file() -> None:
    session = sought(build(None), 0, 8)
    shown = {
        "now": rendered("now", panel=panel_of(session, 0, EN)),
        "code": rendered("code", code=python_listing.code(session, EN)),
        "inspector": rendered("inspector", inspector=inspector(session, Key("dW", 2, 0, 0), 0, EN)),
    }
    for name, html in shown.items():
        assert re.findall(r"<\w+", html)[0] in ("<section", "<aside")
        assert html.strip().split(">")[0].count(f'id="{name}"') == 1
        assert not re.search(r"\sstyle=|\son\w+=", html)
    assert "hidden" in rendered("inspector", inspector=None)


def test_russian_writes_a_decimal_comma_everywhere_but_in_the_program() -> None:
    session = sought(build(None), 0, 8)
    panel = panel_of(session, 0, RU)
    assert panel.words.title == "Ошибка скрытого слоя"
    assert plain(panel)[0] == "Eh1 = −0,77 · 0,7 · 1 = −0,539"
    assert not re.search(r">[^<]*\d\.\d", rendered("now", panel=panel))
    assert "0.5 *" in rendered("code", code=python_listing.code(session, RU))


@pytest.mark.parametrize("samples", [1, 512])
def test_the_largest_network_stays_small_on_the_page(samples: int) -> None:
    rng = np.random.default_rng(1)
    sizes = [16] * 13
    session = build(
        {
            "sizes": sizes,
            "inputs": rng.normal(size=(samples, 16)).tolist(),
            "targets": rng.normal(size=(samples, 16)).tolist(),
            "learning_rate": 1e-6,
        }
    )
    for stage in (0, 1, 25, 27, 28, 50):
        panel = panel_of(sought(session, 0, stage), 0, EN)
        assert len(rendered("now", panel=panel)) < 20_000


def test_a_panel_belongs_to_any_iteration() -> None:
    session = build(None)
    later = sought(new_session(session.network, session.problem), 3, 5)
    cost = numbers.text(later.tape.cost)
    assert plain(panel_of(later, 0, EN))[0].endswith(f"= {cost}")


SOFTMAX = {"sizes": [2, 3], "activations": ["softmax"], "loss": "cross_entropy"}


@pytest.mark.parametrize(
    ("description", "title", "time"),
    [
        (None, "This network should say 1.5.", "(10 steps, about 1 minute.)"),
        (
            {"sizes": [2, 2, 2], "targets": [[0.5, -1]]},
            "This network should say 0.5 and −1.",
            "(10 steps, about 1 minute.)",
        ),
        (
            {"sizes": [2, *[2] * 9, 8], "targets": [[0.5] * 8]},
            "This network should hit 8 targets.",
            "(42 steps, about 4 minutes.)",
        ),
        ({**SOFTMAX, "targets": [[0, 1, 0]]}, "This network should choose class 2.", "(6 steps, about 1 minute.)"),
        (
            {**SOFTMAX, "targets": [[0.5, 0.5, 0]]},
            "This network should say 0.5, 0.5, and 0.",
            "(6 steps, about 1 minute.)",
        ),
        (
            {"problem": "xor", "sizes": [2, 2, 1]},
            "For this sample the network should say 0.",
            "(10 steps, about 1 minute.)",
        ),
    ],
)
def test_the_start_says_what_is_wanted_and_how_long_it_takes(
    description: dict[str, object] | None, title: str, time: str
) -> None:
    first = panel_of(build(description), 0, EN)
    assert first.words.title == title
    assert first.words.sentence == f"Press Step to see what it says, and then who is to blame. {time}"
    assert first.spoken == f"{title}. {first.words.sentence}"
    html = rendered("now", panel=first)
    assert '<a href="/lessons/goal">Lesson 0: ' in html


def test_a_later_start_says_where_it_is() -> None:
    later = panel_of(sought(build(None), 3, 0), 0, EN)
    assert later.words.title == "Start of iteration 4"
    assert "Press" not in later.spoken
    assert "/lessons/" not in rendered("now", panel=later)


def test_a_lesson_has_its_own_words_for_a_beginning() -> None:
    html = rendered("now", panel=panel_of(build(None), 0, EN), entry="a lesson")
    assert "This network should say 1.5." in html
    assert "Press Step" not in html
    assert "/lessons/" not in html


def test_every_letter_and_sign_of_the_formulas_is_in_the_glossary() -> None:
    html = rendered("glossary")
    listed = set(re.findall(r'<i class="symbol">(.*?)</i>', html))
    for description in ({}, {"inputs": [[1, 2], [3, 4]], "targets": [[1], [0]]}):
        session = build(description)
        form = Form(session.architecture, len(session.problem.X))
        for stage in (None, *session.tape.stages):
            tree = ET.fromstring(formula(form, stage))
            shown = {(node.text or "").strip() for node in tree.iter() if node.tag in ("mi", "mo")}
            assert shown - listed <= {"=", "+", "−", "·", "(", ")", ",", "←", "∑", "max"}
