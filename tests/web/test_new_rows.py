"""An activation and a loss added at run time, by the recipe of CONTRIBUTING: one row in the core, one in the view."""

import html
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.core.activations import ACTIVATIONS, Activation, Array
from app.core.finite_differences import by_parameter
from app.core.losses import LOSSES, Loss
from app.core.stages import Quantity, symbol
from app.session.description import build
from app.session.verbs import sought
from app.view.functions import activations, losses
from app.view.functions.activations import ActivationText, Plot
from app.view.functions.losses import LossText
from app.view.functions.tree import H, Total, Y, Z, call, exp, ln
from app.view.lessons.catalogue import LESSONS

SIZES, SAMPLE = [2, 3, 2], {"inputs": [[1.0, 2.0]], "targets": [[1.5, 0.5]]}
NETWORK: dict[str, Any] = {"sizes": SIZES, "activations": "softplus", "loss": "squared_error", "seed": 3, **SAMPLE}
LENS = {"view": "desk", "level": "full", "sample": "0"}


def _softplus(Z: Array, out: Array) -> None:
    np.logaddexp(0.0, Z, out)


def _softplus_derivative(Z: Array, H: Array, out: Array) -> None:
    np.negative(np.expm1(-H), out)


def _squared_error(Z: Array, H: Array, Y: Array) -> Array:
    return np.asarray(((H - Y) ** 2).sum(axis=0))


def _squared_error_derivative(H: Array, Y: Array, out: Array) -> None:
    np.multiply(H - Y, 2.0, out)


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Softplus, ln(1 + eᶻ), and the squared error without its half."""
    with monkeypatch.context() as patch:
        patch.setitem(ACTIVATIONS, "softplus", Activation("softplus", _softplus, _softplus_derivative, (0, np.inf)))
        patch.setitem(LOSSES, "squared_error", Loss("squared_error", _squared_error, _squared_error_derivative))
        patch.setitem(
            activations.ACTIVATIONS,
            "softplus",
            ActivationText(
                "softplus",
                label="Softplus",
                noun="softplus",
                forward="Softplus bends smoothly from 0 to the weighted input.",
                backward="Then the slope of softplus lets part of it through.",
                formula=ln(1 + exp(Z)),
                slope=1 / (1 + exp(-Z)),
                stable=call("max", Z, 0) + call("log1p", exp(-call("abs", Z))),
                plot=Plot(2.5, 0.5, 0.4),
            ),
        )
        patch.setitem(
            losses.LOSSES,
            "squared_error",
            LossText(
                "squared_error",
                label="Squared error",
                sentence="The squared difference between prediction and target.",
                mean="The squared difference between prediction and target, averaged over the samples.",
                cost=Total((H - Y) ** 2),
                error="Twice the difference from the target, times the slope of {slope} at the weighted input.",
                slope=2 * (H - Y),
            ),
        )
        yield


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def built(client: TestClient, **fields: str) -> None:
    """The network of NETWORK, by the form of the page."""
    sent = {
        "activation": "softplus",
        "output": "softplus",
        "loss": "squared_error",
        "learning_rate": "0.1",
        "seed": "3",
    }
    sent |= {f"size.{l}": str(size) for l, size in enumerate(SIZES)} | {"bias": "1", "problem": "own"}
    sent |= {"X.0.0": "1", "X.0.1": "2", "Y.0.0": "1.5", "Y.0.1": "0.5"}
    assert client.post("/workbench/network", data=sent | fields | LENS).status_code == 303


def test_the_derivatives_are_the_finite_differences() -> None:
    session = build(NETWORK)
    found = by_parameter(session.network, session.problem)
    backprop = np.concatenate(
        [np.vstack([dW, dB[None]]).ravel() for dW, dB in zip(session.tape.dW, session.tape.dB or (), strict=True)]
    )
    assert found.values == pytest.approx(backprop, rel=1e-6, abs=1e-9)
    assert not found.kinks.any()


def test_the_page_steps_through_it_and_says_what_happens(client: TestClient) -> None:
    page = client.get("/").text
    for name in ("softplus", "squared_error"):
        assert f'<option value="{name}"' in page
    built(client)
    seen = []
    for stage in range(1, 11):
        assert client.post("/workbench/step", data={"version": str(stage), **LENS}).status_code == 303
        seen.append(words(client.get("/").text))
    assert "Softplus bends smoothly from 0 to the weighted input." in seen[1]
    assert "Step 10 of 10" in seen[9]
    assert "The squared difference between prediction and target." in seen[4]
    assert "times the slope of softplus at the weighted input." in seen[5]
    assert "Then the slope of softplus lets part of it through." in seen[7]


def test_the_formulas_are_printed_from_the_rows(client: TestClient) -> None:
    built(client)
    formulas = []
    for stage in range(1, 7):
        client.post("/workbench/step", data={"version": str(stage), **LENS})
        found = re.search(r'<math display="block">.*?</math>', client.get("/").text, re.DOTALL)
        formulas.append(words(found[0]) if found else "")
    assert formulas[1] == "H=R(Zh)=ln(1+eZh)"
    assert formulas[4] == "C=∑(ŷ−y)2"
    assert formulas[5] == "Eo=2(ŷ−y)⊙R′(Zo)"


def test_every_number_is_explained(client: TestClient) -> None:
    built(client)
    client.post("/workbench/step", data={"version": "1", "by": "iteration", **LENS})
    tape, found = build(NETWORK).tape, {}
    for key in ("H.1.0", "R.1.0", "E.2.0", "C.2.0"):
        found[key] = words(client.get(f"/workbench/explain?q={key}").text)
    assert "ln(1 + exp(Zh1))" in found["H.1.0"]
    assert "1 / (1 + exp(−Zh1))" in found["R.1.0"]
    assert "2 · (ŷ1 − y1) · R′(Zo1)" in found["E.2.0"]
    assert f"{tape.cost:.3f}"[:4] in found["C.2.0"]


def test_the_json_api_steps_through_the_same_numbers(client: TestClient) -> None:
    session = build(NETWORK)
    made = client.post("/api/v1/sessions", json=NETWORK)
    assert made.status_code == 201
    path = made.headers["location"]
    shown = client.post(f"{path}/step", json={"by": "stage", "count": 9}).json()
    assert shown["H"] == [each.tolist() for each in session.tape.H]
    assert shown["cost"] == session.tape.cost
    assert shown["Eo"] == session.tape.E[-1].tolist()
    explained = client.get(f"{path}/explain", params={"quantity": "Eo", "unit": 1}).json()
    assert explained["formula"] == "E_o2 = 2 · (ŷ_2 − y_2) · R′(Z_o2)"
    assert client.get(f"{path}/gradient-check").json()["largest_difference"] < 1e-6
    refused = client.post("/api/v1/sessions", json=NETWORK | {"activations": "softmin"}).json()
    assert "softplus" in str(refused["limit"])


def test_the_program_runs_and_computes_the_same_numbers(client: TestClient) -> None:
    built(client)
    names: dict[str, Any] = {}
    exec(client.get("/workbench/program").text, names)
    session = sought(build(NETWORK), 0, 10)
    for stage in session.tape.stages[:-1]:
        for quantity in stage.computes:
            name = symbol(quantity, 2)
            name = {"ŷ": "y_hat", "Y": "y"}.get(name, name)
            assert np.ravel(names[name]) == pytest.approx(session.tape.value(quantity).ravel(), rel=1e-12), name
    for l, W in enumerate(session.tape.updated.W, 1):
        assert names[symbol(Quantity("W", l), 2)] == pytest.approx(W, rel=1e-12)


@pytest.mark.parametrize(
    ("slug", "field"),
    [
        ("chain-rule?beat=3&said3=shown", "A"),
        ("one-neuron", "R"),
        ("hidden-layer", "R"),
        ("ten-layers", "activation"),
        ("memoization", "activation"),
        ("three-equations", "R"),
    ],
)
def test_the_lessons_offer_it_and_compute_with_it(client: TestClient, slug: str, field: str) -> None:
    slug, _, state = slug.partition("?")
    assert slug in LESSONS
    usual, chosen = (client.get(f"/lessons/{slug}?{state}{query}").text for query in ("", f"&{field}=softplus"))
    assert '<option value="softplus"' in usual
    assert '<option value="softplus" selected' in chosen
    assert words(usual) != words(chosen)


def test_a_session_with_it_is_kept_and_a_batch_of_it_is_drawn_at_every_level(client: TestClient) -> None:
    built(client, **{"X.1.0": "2", "X.1.1": "1", "Y.1.0": "0.5", "Y.1.1": "1"})
    client.post("/workbench/step", data={"version": "1", "by": "iteration", **LENS})
    for level in ("full", "compact", "strip", "summary"):
        for view in ("desk", "phone", "projector"):
            assert client.get(f"/?level={level}&view={view}").status_code == 200
