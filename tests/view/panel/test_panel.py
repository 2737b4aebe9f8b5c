"""The panel "what is happening now"."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
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
from app.session.verbs import edited, sought
from app.view.inspector.inspector import inspector
from app.view.panel.panel import Panel
from app.view.panel.panel import panel as panel_of
from app.view.panel.stage_formula import formula
from app.view.quantities.revealed import Revealed
from app.view.quantities.shape import Form
from app.view.words import numbers
from app.view.words.language import language
from app.view.workbench import python_listing
from app.web.html.templates import environment, words
from tests.view.strategies import sessions

EN, RU = language("en"), language("ru")
TEMPLATES = environment(Path(__file__).parents[3] / "templates", lambda path: path)
NUMBER = re.compile(r'data-q="([^"]+)"[^>]*>\(?([^<)]*)\)?<')


def at(stage: int, description: Mapping[str, object] | None = None, sample: int = 0) -> Panel:
    return panel_of(sought(build(description), 0, stage), sample, EN)


def rows(panel: Panel) -> list[list[str]]:
    """The cells of each row: its name, "=", what it is computed from, "=", the result."""
    return [row.split("<td>") for row in re.findall(r'<tr>(<th scope="row">.*?)</tr>', panel.rows)]


def plain(panel: Panel) -> list[str]:
    return [" ".join(Markup(cell).striptags() for cell in row).translate(_PLAIN) for row in rows(panel)]


_PLAIN = {0x200B: None, 0xA0: " "}  # where a row may break, and where it may not


class Figure(NamedTuple):
    """A matrix as printed on the page."""

    classes: str
    symbol: str
    html: str

    @property
    def caption(self) -> str:
        return Markup(self.html.partition("<figcaption>")[2].partition("<small>")[0]).striptags()

    @property
    def shape(self) -> str:
        return self.html.partition("<small>")[2].partition("</small>")[0]

    @property
    def head(self) -> list[str]:
        return re.findall(r'<th scope="col">([^<]*)', self.html)

    @property
    def cells(self) -> list[list[str]]:
        """The markup of its numbers, row by row."""
        return [row.split("<td>")[1:] for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', self.html)]

    @property
    def window(self) -> list[float]:
        """The frame among its dots: x, y, width, height."""
        found = re.search(r'<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', self.html)
        return [float(each) for each in found.groups()] if found else []


def figures(panel: Panel) -> list[Figure]:
    found = re.findall(r'<figure class="(.*?)" data-symbol="(.*?)">(.*?)</figure>', panel.equation)
    return [Figure(*each) for each in found]


def remarks(panel: Panel) -> list[str]:
    return [f"{note.lead.striptags()} {note.text.striptags()}" for note in panel.notes]


def rendered(name: str, **context: object) -> str:
    lens = {
        "version": 3,
        "view": "desk",
        "level": "full",
        "sample": 0,
        "unit": "",
        "edit": None,
        "hidden_lens": "",
        "room": "",
    }
    return TEMPLATES.get_template(f"fragments/{name}.html").render(context, language=EN, **lens, **words(EN))


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


def test_the_matrices_of_the_cost_reach_it_and_its_row_is_whole() -> None:
    for description in ({}, {"activations": ["relu", "sigmoid"], "loss": "binary_cross_entropy", "targets": [[1]]}):
        panel = at(5, description)
        assert [figure.symbol for figure in figures(panel)][-1] == "C"
        assert numbers.text(sought(build(description), 0, 5).tape.cost) in figures(panel)[-1].cells[0][0]
        assert "<thead>" not in panel.rows


def test_the_matrices_of_an_update_are_all_weights_and_biases_old_and_new() -> None:
    panel = at(10)
    assert [figure.symbol for figure in figures(panel)] == [name for name in ("Wh", "Bh", "Wo", "Bo") for _ in "ab"]
    heads = [Markup(head).striptags() for head in re.findall(r"<thead>(.*?)</thead>", panel.rows)]
    assert heads == ["oldlrdWonew", "oldlrdW, dBnew"]
    deep = panel_of(sought(build({"sizes": [2, 2, 2, 1]}), 0, 14), 0, EN, Key("H", 2, 0))
    assert [figure.symbol for figure in figures(deep)] == ["W2", "W2", "B2", "B2"]


def test_remarks_say_why() -> None:
    assert remarks(at(2)) == [
        "Unit h2 is off. Its weighted input is −0.8, so it sends 0 forward. Watch this gate in the backward pass."
    ]
    assert remarks(at(6)) == [
        "Why negative? The prediction 0.73 is below the target 1.5. The cost falls when the output goes up."
    ]
    assert remarks(at(10))[0] == "Cost with the new weights: 0.296 → 0.032"
    assert remarks(at(10))[1] == "Why last? Updating sooner would have made Eh1 −0.604 instead of −0.539."


def test_softmax_and_sigmoid_say_where_the_slope_went() -> None:
    softmax = {"sizes": [2, 3], "activations": ["softmax"], "loss": "cross_entropy"}
    assert "Jacobian" in remarks(at(4, softmax))[1]
    sigmoid = {"sizes": [2, 1], "activations": ["sigmoid"], "loss": "binary_cross_entropy"}
    factors = re.search(r"= (\S+) · (\S+) = (\S+)\. ", remarks(at(4, sigmoid))[1])
    assert factors
    outer, slope, error = (numbers.parse(text) for text in factors.groups())
    assert outer * slope == pytest.approx(error, rel=0.01)


def test_a_unit_that_is_off_for_all_samples_and_a_vanishing_error_are_noted() -> None:
    off = {"sizes": [2, 2, 1], "problem": "xor", "weights": [[[1, -1], [1, -1]], [[1], [1]]], "biases": [[0, -1], [0]]}
    assert remarks(at(2, off))[0].startswith("Unit h2 is off for all 4 samples.")
    weak = {"sizes": [1, 1, 1], "activations": ["sigmoid", "identity"], "weights": [[[1]], [[0.001]]]}
    assert "of the output error" in remarks(at(8, weak))[0]


def test_a_cost_that_grew_blames_the_learning_rate() -> None:
    far = edited(build(None), learning_rate=3.0)
    assert "The cost grew." in " ".join(remarks(panel_of(sought(far, 0, 10), 0, EN)))


def ways_out(panel: Panel) -> list[list[str]]:
    return [[offer.verb, offer.label] for note in panel.notes for offer in note.offers]


def test_where_no_update_can_help_the_ways_out_fit_what_happened() -> None:
    leaky = ["open-gates", "Use leaky ReLU"]
    never = build({"sizes": [2, 4, 1], "seed": 7})
    for stage in (6, 7, 9, 10):  # the output error, both derivatives, the update
        for iteration in (0, 3):
            found = ways_out(panel_of(sought(never, iteration, stage), 0, EN))
            assert found == [["redraw", "Draw other weights"], leaky]
    assert remarks(panel_of(sought(never, 3, 10), 0, EN))[0].startswith("Nothing changed. Every derivative is 0")

    killed = edited(build(None), learning_rate=1.5)
    found = ways_out(panel_of(sought(killed, 20, 10), 0, EN))
    assert found == [["restart-calmly", "Start again with learning rate 0.1"], leaky]

    finished = build({"sizes": [1, 1], "activations": "identity", "weights": [[[1]]], "targets": [[1]]})
    assert ways_out(panel_of(sought(finished, 0, finished.count), 0, EN)) == []


def test_numbers_that_become_too_large_are_reported_first() -> None:
    session = edited(build({"sizes": [1, 1], "activations": "identity"}), inputs=[[1e4]], weights=[[[1e4]]])
    assert remarks(panel_of(sought(session, 0, 1), 0, EN))[0].startswith("The numbers are getting too large.")


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


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_shapes_are_below_the_matrices(locale: str) -> None:
    panel = panel_of(sought(build(None), 0, 8), 0, language(locale))
    matrices = figures(panel)
    assert [(matrix.symbol, matrix.shape) for matrix in matrices] == [
        ("Eo", "1×1"),
        ("Wo", "1×3"),
        ("Rh", "1×3"),
        ("Eh", "1×3"),
    ]
    assert matrices[1].caption == "WoT"
    assert [matrix.classes for matrix in matrices] == ["matrix"] * 3 + ["matrix current"]
    assert matrices[-1].head == ["h_1", "h_2", "h_3"]


def test_a_large_matrix_is_a_grid_with_a_window_about_the_focus() -> None:
    session = sought(build({"sizes": [8, 8, 8]}), 0, 1)
    panel = panel_of(session, 0, EN, Key("W", 1, 7, 4))
    weights = next(figure for figure in figures(panel) if "windowed" in figure.classes)
    assert weights.window == [4.5, 2.5, 3, 3]
    assert len(weights.cells) == len(weights.head) == 3
    assert 'data-q="W.1.4.7"' in weights.cells[1][2]
    assert weights.html.count("h0") == 64 - int((session.network.W[0] == 0).sum())


def test_other_samples_of_a_batch_have_no_keys() -> None:
    panel = at(1, {"sizes": [2, 3, 1], "problem": "xor"}, sample=2)
    assert panel.sample == "sample 3 of 4"
    result = next(figure for figure in figures(panel) if "current" in figure.classes)
    assert [("data-q" in row[0]) for row in result.cells] == [False, False, True, False]


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


def test_the_start_says_what_this_is_and_later_starts_say_where_they_are() -> None:
    first = panel_of(build(None), 0, EN)
    assert first.words.title == "Before the first step"
    assert first.words.sentence == "A tiny network. Step sends the numbers through it; then the error comes back."
    assert first.spoken.endswith("then the error comes back.")
    assert panel_of(build({"sizes": [8, 8, 8]}), 0, EN).words.sentence.startswith("A neural network.")
    later = panel_of(sought(build(None), 3, 0), 0, EN)
    assert later.words.title == "Start of iteration 4"
    assert "Before" not in later.spoken


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
