"""What each operation does, by the table of the API."""

from typing import Any

import orjson
import pytest

from tests.web.api.conftest import SESSIONS, Api

ZH, H, ZO = [[1.1, -0.8, 0.6]], [[1.1, 0.0, 0.6]], [[0.73]]
DEEP = {"sizes": [3, 4, 2, 3], "activations": ["tanh", "sigmoid", "softmax"], "loss": "cross_entropy"}


def close(found: Any, expected: Any) -> None:
    flat, wanted = ([*_numbers(value)] for value in (found, expected))
    assert flat == pytest.approx(wanted, abs=1e-12)


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    else:
        yield value


def place(shown: dict[str, Any]) -> tuple[int, int]:
    return shown["iteration"], shown["stage"]["index"]


def without_version(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name != "version"}


def test_a_new_session_has_a_location_and_shows_nothing_but_the_network(api: Api) -> None:
    answer = api.call("POST", "")
    shown = api.good(answer, 201)
    assert answer.headers["location"] == f"{SESSIONS}/{shown['id']}"
    assert answer.headers["etag"] == f'"{shown["version"]}"'
    assert api.good(api.client.get(answer.headers["location"])) == shown
    assert shown["stage"] == {"index": 0, "count": 10, "phase": "start", "kind": "start", "layer": None, "name": None}
    assert (shown["Z"], shown["H"], shown["dW"], shown["dB"]) == ([None, None],) * 4
    assert (shown["cost"], shown["Eo"], shown["Eh"]) == (None, None, [None])


def test_without_a_body_it_holds_the_reference_example(api: Api) -> None:
    shown = api.new()
    assert shown["W"] == [[[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]], [[0.7], [0.5], [-0.4]]]
    assert shown["B"] == [[0.1, 0.2, -0.1], [0.2]]
    assert (shown["X"], shown["Y"]) == ([[1.0, 2.0]], [[1.5]])
    assert shown["network"] == {
        "sizes": [2, 3, 1],
        "activations": ["relu", "relu"],
        "loss": "half_squared_error",
        "bias": True,
        "learning_rate": 0.1,
        "seed": None,
    }


def test_one_iteration_of_the_reference_example_gives_the_numbers_worked_out_by_hand(api: Api) -> None:
    session = api.new()["id"]
    shown = api.do(session, "step", {"count": 9})
    close(shown["Z"], [ZH, ZO])
    close(shown["H"], [H, ZO])
    close([shown["cost"], shown["Eo"], shown["Eh"]], [0.29645, [[-0.77]], [[[-0.539, 0.0, 0.308]]]])
    close(shown["dW"], [[[-0.539, 0, 0.308], [-1.078, 0, 0.616]], [[-0.847], [0.0], [-0.462]]])
    close(shown["dB"], [[-0.539, 0.0, 0.308], [-0.77]])
    assert shown["updates"] == 0
    shown = api.do(session, "step")
    assert (shown["iteration"], shown["updates"], shown["stage"]["name"]) == (0, 1, "update")
    close(shown["W"][1], [[0.7 + 0.0847], [0.5], [-0.4 + 0.0462]])
    close(shown["Z"], [ZH, ZO])


def test_a_description_is_taken_and_what_is_missing_has_its_default(api: Api) -> None:
    shown = api.new({"sizes": [2, 4, 1], "problem": "xor", "activations": "tanh", "seed": 3, "bias": False})
    assert len(shown["X"]) == 4
    assert (shown["B"], shown["dB"]) == (None, None)
    assert shown["network"]["activations"] == ["tanh", "tanh"]
    assert shown["network"]["learning_rate"] == 0.1
    assert api.new({"sizes": [2, 4, 1], "problem": "xor", "seed": 3})["W"][0] != api.new({"sizes": [2, 4, 1]})["W"][0]


def test_a_network_of_several_layers_goes_through_all_its_stages(api: Api) -> None:
    session = api.new(DEEP)["id"]
    kinds = [api.do(session, "step")["stage"]["kind"] for _ in range(14)]
    assert kinds == ["weighted_input", "activation"] * 3 + ["cost"] + ["error", "derivative"] * 3 + ["update"]


def test_stepping_by_iteration_ends_this_one_and_then_each_next(api: Api) -> None:
    session = api.new()["id"]
    api.do(session, "step", {"count": 3})
    assert place(api.do(session, "step", {"by": "iteration"})) == (0, 10)
    assert place(api.do(session, "step", {"by": "iteration", "count": 2})) == (2, 10)
    assert place(api.do(session, "step")) == (3, 1)
    assert place(api.do(session, "back", {"by": "iteration"})) == (3, 0)
    assert place(api.do(session, "back", {"by": "iteration", "count": 3})) == (0, 0)


def test_going_back_across_an_update_gives_the_earlier_numbers_to_the_bit(api: Api) -> None:
    session = api.new(DEEP)["id"]
    before = api.do(session, "step", {"count": 13})
    api.do(session, "step", {"count": 9})
    assert without_version(api.do(session, "back", {"count": 9})) == without_version(before)


def test_forward_backward_and_update_end_their_phases(api: Api) -> None:
    session = api.new()["id"]
    assert place(api.do(session, "forward")) == (0, 5)
    api.refused(api.call("POST", f"/{session}/forward"), 409, "phase-already-done")
    assert place(api.do(session, "backward")) == (0, 9)
    api.refused(api.call("POST", f"/{session}/backward"), 409, "phase-already-done")
    assert place(api.do(session, "update", {})) == (0, 10)
    assert place(api.do(session, "backward")) == (1, 9)
    assert place(api.do(session, "update")) == (1, 10)
    assert place(api.do(session, "update")) == (2, 10)


def test_back_at_the_start_is_refused(api: Api) -> None:
    session = api.new()["id"]
    api.refused(api.call("POST", f"/{session}/back"), 409, "at-the-start")
    api.do(session, "step")
    api.refused(api.call("POST", f"/{session}/back", {"count": 2}), 409, "at-the-start")


def test_training_is_the_same_as_that_many_steps_by_iteration(api: Api) -> None:
    one, other = api.new()["id"], api.new()["id"]
    trained = api.do(one, "train", {"iterations": 300})
    for _ in range(3):
        stepped = api.do(other, "step", {"by": "iteration", "count": 100})
    assert trained["updates"] == 300
    assert (trained["W"], trained["B"], trained["cost"]) == (stepped["W"], stepped["B"], stepped["cost"])


def test_seeking_forward_and_back_leads_to_the_same_place(api: Api) -> None:
    session = api.new()["id"]
    there = api.do(session, "seek", {"iteration": 40, "stage": 8})
    assert place(there) == (40, 8)
    api.do(session, "seek", {"iteration": 0, "stage": 0})
    assert without_version(api.do(session, "seek", {"iteration": 40, "stage": 8})) == without_version(there)
    api.refused(api.call("POST", f"/{session}/seek", {"iteration": 10_041, "stage": 0}), 422, "too-far")


def test_an_edit_starts_the_iteration_over_with_the_new_numbers(api: Api) -> None:
    session = api.new()["id"]
    api.do(session, "step", {"count": 7})
    edit = {"inputs": [[0.5, -0.25], [1, 2]], "targets": [[1.0], [0.0]], "learning_rate": 0.3}
    shown = api.good(api.call("PATCH", f"/{session}", edit))
    assert place(shown) == (0, 0)
    assert (shown["X"], shown["Y"]) == ([[0.5, -0.25], [1.0, 2.0]], [[1.0], [0.0]])
    assert shown["network"]["learning_rate"] == 0.3
    assert len(api.do(session, "step")["Z"][0]) == 2
    edit = {"weights": [[[1, 0, 0], [0, 1, 0]], [[0.1], [0.2], [0.3]]], "biases": [[0, 0, 0], [0.5]]}
    shown = api.good(api.call("PATCH", f"/{session}", edit))
    assert (shown["W"], shown["B"]) == (edit["weights"], edit["biases"])


def test_a_divergence_is_refused_by_name_and_nothing_moves(api: Api) -> None:
    session = api.new({"sizes": [1, 1], "activations": "identity", "learning_rate": 1e100, "inputs": [[1e10]]})["id"]
    before = api.do(session, "step")
    for verb, body in {"train": {"iterations": 50}, "step": {"by": "iteration", "count": 3}}.items():
        problem = api.refused(api.call("POST", f"/{session}/{verb}", body), 422, "diverged")
        assert "stage" in problem["detail"]
    assert api.get(session) == before


def test_a_forgotten_session_is_gone(api: Api) -> None:
    session = api.new()["id"]
    answer = api.call("DELETE", f"/{session}")
    assert (answer.status_code, answer.content) == (204, b"")
    api.refused(api.call("GET", f"/{session}"), 404, "no-such-session")
    api.refused(api.call("DELETE", f"/{session}"), 404, "no-such-session")


def test_every_change_raises_the_version_and_a_look_does_not(api: Api) -> None:
    session, version = api.new()["id"], 1
    for verb in ("step", "forward", "backward", "update", "back"):
        shown = api.do(session, verb)
        assert shown["version"] > version
        version = shown["version"]
        assert api.get(session) == shown


def test_numbers_read_back_bit_for_bit(api: Api) -> None:
    hard = [5e-324, 2.2250738585072014e-308, 0.1 + 0.2, 1e22, -0.0, 123456789.12345678, 1 / 3, 1e-7]
    session = api.new({"sizes": [8, 1], "inputs": [hard]})["id"]
    shown = api.get(session)
    assert [value.hex() for value in shown["X"][0]] == [value.hex() for value in hard]
    assert orjson.dumps(api.get(session)) == orjson.dumps(shown)


@pytest.mark.parametrize(
    ("question", "result", "substituted"),
    [
        ({"quantity": "Eh", "layer": 1, "sample": 0, "unit": 0}, -0.539, "−0.77 · 0.7 · 1"),
        ({"quantity": "dWh", "layer": 1, "unit": 2, "input": 1}, 0.616, "2 · 0.308"),
        ({"quantity": "dW", "layer": 1, "unit": 2, "input": 1}, 0.616, "2 · 0.308"),
        ({"quantity": "Zh", "unit": 1}, -0.8, "1 · (−0.6) + 2 · (−0.2) + 0.2"),
        ({"quantity": "ŷ"}, 0.73, None),
        ({"quantity": "C"}, 0.29645, None),
        ({"quantity": "Eo", "layer": 2}, -0.77, None),
    ],
)
def test_a_number_is_explained(api: Api, question: dict[str, Any], result: float, substituted: str | None) -> None:
    session = api.new()["id"]
    api.do(session, "backward")
    found = api.good(api.call("GET", f"/{session}/explain", params=question))
    assert found["result"] == pytest.approx(result, abs=1e-12)
    assert found["formula"]
    assert found["uses"]
    if substituted:
        assert found["substituted"] == substituted


def test_what_is_hidden_is_not_explained(api: Api) -> None:
    session = api.new()["id"]
    for quantity in ("Eo", "Zh", "C"):
        api.refused(api.call("GET", f"/{session}/explain?quantity={quantity}"), 409, "not-revealed")
    api.do(session, "step")
    assert api.call("GET", f"/{session}/explain?quantity=Zh").status_code == 200


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("", "quantity"),
        ("quantity=Q", "quantity"),
        ("quantity=E", "layer"),
        ("quantity=Eh&layer=2", "layer"),
        ("quantity=Eh&layer=0", "layer"),
        ("quantity=Eh&unit=3", "unit"),
        ("quantity=Eh&unit=-1", "unit"),
        ("quantity=Eh&unit=x", "unit"),
        ("quantity=Eh&sample=1", "sample"),
        ("quantity=dWh&unit=0", "input"),
        ("quantity=dWh&unit=0&input=2", "input"),
        ("quantity=Zh&input=0", "input"),
        ("quantity=Zh&colour=1", "colour"),
        (f"quantity={'Z' * 2000}", "quantity"),
    ],
)
def test_a_question_about_no_number_says_what_is_wrong(api: Api, question: str, field: str) -> None:
    session = api.new()["id"]
    api.do(session, "update")
    problem = api.refused(api.call("GET", f"/{session}/explain?{question}"), 422, "invalid-field")
    assert problem["field"] == field
    assert len(problem["detail"]) < 400


@pytest.mark.parametrize("description", [None, DEEP, {"sizes": [2, 3, 1], "problem": "xor", "bias": False}])
def test_the_gradient_check_agrees_with_what_the_snapshot_shows(api: Api, description: dict[str, Any] | None) -> None:
    session = api.new(description)["id"]
    shown = api.do(session, "backward")
    found = api.good(api.call("GET", f"/{session}/gradient-check"))
    assert [layer["backprop"] for layer in found["dW"]] == shown["dW"]
    assert found["largest_difference"] < 1e-6
    for name in ("dW", "dB"):
        for layer in found[name] or []:
            for ours, theirs, apart, kink in zip(*(_numbers(layer[column]) for column in layer), strict=True):
                assert kink or ours == pytest.approx(theirs, rel=1e-6, abs=1e-7)
                assert kink or apart <= found["largest_difference"]
    if shown["dB"]:
        assert [layer["backprop"] for layer in found["dB"]] == shown["dB"]
    else:
        assert found["dB"] is None


def test_the_largest_network_and_batch_are_served(api: Api) -> None:
    rows = [[0.25] * 16] * 512
    shown = api.new({"sizes": [16] * 13, "activations": "tanh", "inputs": rows, "targets": rows})
    assert shown["stage"]["count"] == 50
    shown = api.do(shown["id"], "train", {"iterations": 5})
    assert len(shown["H"][11]) == 512
