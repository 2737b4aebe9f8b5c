"""The settings panel: another network, with and without a script."""

import html
import re

import pytest
from fastapi.testclient import TestClient

HX = {"HX-Request": "true"}


def form(sizes: tuple[int, ...], **more: str) -> dict[str, str]:
    cells = {f"X.0.{i}": "1" for i in range(sizes[0])} | {f"Y.0.{k}": "1" for k in range(sizes[-1])}
    fields = {f"size.{l}": str(n) for l, n in enumerate(sizes)}
    usual = {"activation": "relu", "output": "sigmoid", "loss": "half_squared_error", "bias": "1", "seed": "7"}
    return {**usual, **fields, **cells, "learning_rate": "0.1", "problem": "own", **more}


@pytest.mark.parametrize("sizes", [(2, 1), (2, 4, 1), (2, 8, 8, 8, 1), (1,) * 13, (16, 16, 16)])
def test_networks_of_every_shape_are_built_and_shown(client: TestClient, sizes: tuple[int, ...]) -> None:
    answer = client.post("/workbench/network", data=form(sizes), headers=HX)
    assert answer.status_code == 200
    name = "-".join(map(str, sizes))
    assert f'data-sizes="{name}"' in answer.text
    assert 'id="picker"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    for view in ("desk", "wide", "phone", "projector"):
        assert f'data-sizes="{name}"' in client.get(f"/?view={view}").text


def test_a_plain_form_builds_a_network_too(client: TestClient) -> None:
    answer = client.post("/workbench/network", data=form((2, 4, 1)), follow_redirects=False)
    assert answer.status_code == 303
    assert 'data-sizes="2-4-1"' in client.get("/").text


def test_a_named_problem_brings_its_samples(client: TestClient) -> None:
    answer = client.post("/workbench/network", data=form((2, 4, 1), problem="xor"), headers=HX)
    assert "Sample 2 of 4" in answer.text, "the first sample, (0, 0), shows nothing but zeros"
    assert "Sample 1 of 4" in client.get("/?sample=0").text
    assert "Sample 3 of 4" in client.get("/?sample=2").text
    assert "Sample 4 of 4" in client.get("/?sample=99").text


@pytest.mark.parametrize(
    ("change", "sizes"),
    [
        ("more.1", "4"),
        ("less.1", "2"),
        ("add", "3"),
        ("remove", "1"),
        ("more.99", "3"),
        ("more.²", "3"),
        ("nonsense", "3"),
    ],
)
def test_the_small_buttons_change_the_panel_and_nothing_else(client: TestClient, change: str, sizes: str) -> None:
    answer = client.post("/workbench/settings", data=form((2, 3, 1), change=change), headers=HX)
    assert answer.status_code == 200
    assert answer.headers["hx-retarget"] == "#settings"
    found = re.search(r'name="size.1" value="(\d+)"', answer.text)
    assert found
    assert found[1] == sizes
    assert "set-cookie" not in answer.headers


def test_the_panel_works_without_a_script(client: TestClient) -> None:
    answer = client.post("/workbench/settings", data=form((2, 3, 1), change="row"))
    assert answer.status_code == 200
    assert 'class="popover settings open"' in answer.text
    assert 'name="X.1.0"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("size.1", "17"),
        ("size.1", "0"),
        ("size.0", "two"),
        ("seed", "-1"),
        ("learning_rate", "0"),
        ("learning_rate", "fast"),
        ("X.0.0", "x"),
        ("Y.0.0", "1e999"),
    ],
)
@pytest.mark.parametrize("headers", [HX, {}])
def test_invalid_settings_are_kept_and_reported(
    client: TestClient, field: str, typed: str, headers: dict[str, str]
) -> None:
    answer = client.post("/workbench/network", data=form((2, 3, 1), **{field: typed}), headers=headers)
    assert answer.status_code == 422
    assert f'id="wrong-{field}"' in answer.text
    assert re.search(rf'name="{re.escape(field)}" value="{re.escape(typed)}"', answer.text)
    assert answer.text.count(" autofocus") == (not headers), "without a script the browser goes to the wrong field"
    assert "set-cookie" not in answer.headers


def test_a_loss_that_wants_another_activation_says_which(client: TestClient) -> None:
    wrong = form((2, 3, 1), loss="binary_cross_entropy", output="relu")
    answer = client.post("/workbench/network", data=wrong, headers=HX)
    assert answer.status_code == 422
    assert "Binary cross-entropy needs Sigmoid in the last layer." in answer.text


def test_a_problem_that_does_not_fit_is_reported(client: TestClient) -> None:
    answer = client.post("/workbench/network", data=form((3, 3, 1), problem="and"), headers=HX)
    assert answer.status_code == 422
    assert "These samples have a different number of inputs or outputs." in answer.text


def choice(sizes: tuple[int, ...], **more: str) -> dict[str, str]:
    """The panel as the page sends it: with the choices that it had before."""
    return form(
        sizes, **{"was.problem": "own", "was.output": "relu", "was.loss": "half_squared_error"}, seed="", **more
    )


def chosen(text: str) -> dict[str, str]:
    return dict(re.findall(r'name="was\.(\w+)"\s+value="(\w*)"', text))


@pytest.mark.parametrize(
    ("sizes", "picked", "adapted", "said"),
    [
        ((3, 3, 2), {"problem": "xor", "output": "relu"}, ("sigmoid", "half_squared_error", "2", "1"), "Inputs and"),
        ((2, 3, 1), {"output": "softmax"}, ("softmax", "cross_entropy", "2", "2"), "Cost function: Cross-entropy"),
        (
            (2, 3, 1),
            {"loss": "binary_cross_entropy", "output": "relu"},
            ("sigmoid", "binary_cross_entropy", "2", "1"),
            "",
        ),
        ((2, 3, 3), {"loss": "cross_entropy", "output": "relu"}, ("softmax", "cross_entropy", "2", "3"), "Targets"),
    ],
)
def test_a_choice_adapts_its_partners_says_so_and_can_be_taken_back(
    client: TestClient, sizes: tuple[int, ...], picked: dict[str, str], adapted: tuple[str, ...], said: str
) -> None:
    sent = choice(sizes, **picked)
    text = client.post("/workbench/settings", data=sent, headers=HX).text
    found = chosen(text)
    ends = re.findall(r'name="size\.\d+" value="(\d+)"', text)
    assert (found["output"], found["loss"], ends[0], ends[-1]) == adapted
    assert "Adapted so that it fits." in text
    assert said in text
    undo = re.search(r'name="change" value="(undo\.[^"]*)"', text)
    assert undo
    back = client.post("/workbench/settings", data={**sent, **found, "change": html.unescape(undo[1])}, headers=HX).text
    assert chosen(back) == {"problem": "own", "output": "relu", "loss": "half_squared_error"}
    assert "Adapted" not in back


@pytest.mark.parametrize(
    "picked", [{"problem": "and", "output": "relu"}, {"output": "softmax"}, {"loss": "cross_entropy"}]
)
def test_without_a_script_the_network_is_built_with_adapted_partners(
    client: TestClient, picked: dict[str, str]
) -> None:
    sent = choice((2, 3, 1), **{"output": "relu", **picked})
    assert client.post("/workbench/network", data=sent, follow_redirects=False).status_code == 303


def test_samples_of_a_named_problem_appear_in_the_table_and_ones_own_come_back(client: TestClient) -> None:
    sent = choice((2, 3, 1), problem="xor", output="sigmoid") | {"X.0.0": "0.375"}
    text = client.post("/workbench/settings", data=sent, headers=HX).text
    assert text.count("<tr>") == 5
    assert 'type="hidden" name="X.0.0" value="0.375"' in text


def test_another_size_keeps_the_weights_that_fit(client: TestClient) -> None:
    client.post("/workbench/network", data=choice((2, 4, 1), output="relu"), headers=HX)
    session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
    assert [row[:3] for row in session["W"][0]] == [[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]]
    assert [row[0] for row in session["W"][1]][:3] == [0.7, 0.5, -0.4]
    assert session["network"]["seed"] is None


def test_new_weights_are_drawn_from_a_seed_that_draws_them_again(client: TestClient) -> None:
    for _ in range(3):
        answer = client.post("/workbench/redraw", headers=HX)
        assert answer.status_code == 200
        session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
        again = client.post("/api/v1/sessions", json={"seed": session["network"]["seed"]}).json()
        assert again["W"] == session["W"] != [[[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]], [[0.7], [0.5], [-0.4]]]
    panel = choice((2, 3, 1), problem="xor", output="sigmoid") | {"learning_rate": "fast"}
    assert client.post("/workbench/example", data=panel, headers=HX).status_code == 200, (
        "it needs no field of the panel"
    )
    session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
    assert session["W"][1] == [[0.7], [0.5], [-0.4]]


def test_a_change_that_was_undone_can_be_made_again(client: TestClient) -> None:
    def weight() -> float:
        session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
        return float(session["W"][1][0][0])

    client.post("/workbench/edit", data={"W.2.0.0": "2"}, headers=HX)
    undone = client.post("/workbench/undo", headers=HX)
    assert (undone.status_code, weight()) == (200, 0.7)
    assert 'action="/workbench/redo"' in undone.text
    redone = client.post("/workbench/redo", headers=HX)
    assert (redone.status_code, weight()) == (200, 2)
    assert "0.7 → 2" in redone.text
    assert 'action="/workbench/undo"' in redone.text
    again = client.post("/workbench/redo", headers=HX)
    assert "There is nothing to redo." in again.text
    client.post("/workbench/undo")
    assert client.post("/workbench/redo", follow_redirects=False).status_code == 303


def test_the_example_is_one_click_away_and_can_be_taken_back(client: TestClient) -> None:
    def sizes(text: str) -> str:
        return str(re.findall(r'data-sizes="([^"]+)"', text)[0])

    built = client.post("/workbench/network", data=form((2, 4, 1)), headers=HX).text
    assert sizes(built) == "2-4-1"
    assert "Start with the example" in settings_in(client.get("/").text)
    assert sizes(client.post("/workbench/example", headers=HX).text) == "2-3-1"
    session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
    assert session["W"] == [[[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]], [[0.7], [0.5], [-0.4]]]
    assert sizes(client.post("/workbench/undo", headers=HX).text) == "2-4-1"


@pytest.mark.parametrize(
    ("sizes", "view", "said", "unsaid"),
    [
        ((2, 3, 1), "desk", ["width = size", "gate open, slope 1", "top: value"], ["left bar", "mean |H|"]),
        ((2, 4, 4, 1), "desk", ["width = size", "top: Z, then H"], ["left bar", "mean |H|"]),
        ((2, 16, 16, 1), "desk", ["left bar: activation H", "right bar: error E"], ["width = size", "mean |H|"]),
    ],
)
def test_the_key_explains_the_level_of_detail(
    client: TestClient, sizes: tuple[int, ...], view: str, said: list[str], unsaid: list[str]
) -> None:
    client.post("/workbench/network", data=form(sizes), headers=HX)
    key = client.get(f"/?view={view}").text.partition('<ul id="legend"')[2].partition("</ul>")[0]
    assert [words for words in said if words not in key] == []
    assert [words for words in unsaid if words in key] == []


def test_where_nothing_can_be_learned_the_note_offers_what_helps(client: TestClient) -> None:
    client.post("/workbench/network", data=form((2, 4, 1), output="relu"), headers=HX)  # seed 7: dead
    text = client.post("/workbench/backward", headers=HX).text
    assert "Nothing to learn here." in text
    assert "Draw other weights" in text
    assert text.index("Draw other weights") < text.index('class="band '), "above the fold of the panel"
    text = client.post("/workbench/open-gates", headers=HX).text
    assert 'data-stage-index="0"' in text
    text = client.post("/workbench/backward", headers=HX).text
    assert "Nothing to learn here." not in text


def test_the_way_out_of_a_divergence_begins_again_with_a_rate_that_works(client: TestClient) -> None:
    same = form((2, 3, 1), seed="", output="identity", loss="half_squared_error") | {"learning_rate": "1.5"}
    client.post("/workbench/network", data={**same, "activation": "identity"}, headers=HX)
    refused = client.post("/workbench/train", data={"iterations": "100"}, headers=HX).text
    assert "Start again with learning rate 0.1" in refused
    text = client.post("/workbench/restart-calmly", data={"learning_rate": "0.1"}, headers=HX).text
    assert 'data-iteration="0"' in text
    assert "Back at the first weights, with learning rate 0.1." in text
    assert 'name="learning_rate" value="0.1"' in settings_in(text)
    session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
    assert session["network"]["learning_rate"] == 0.1
    assert session["W"][1] == [[0.7], [0.5], [-0.4]]


def settings_in(text: str) -> str:
    return text.partition('<section id="settings"')[2]


@pytest.mark.parametrize(("field", "typed"), [("learning_rate", "0.25"), ("X.0.1", "-3"), ("Y.0.0", "4")])
def test_the_panel_holds_the_data_that_is_in_use_after_an_edit(client: TestClient, field: str, typed: str) -> None:
    text = client.post("/workbench/edit", data={field: typed}, headers=HX).text
    assert re.search(rf'name="{field}" value="{typed.replace("-", "[-−]")}"', settings_in(text))
    assert settings_in(client.post("/workbench/edit", data={"W.1.0.0": "0.5"}, headers=HX).text) == ""


def test_weights_stay_where_the_shape_does_and_no_seed_is_given(client: TestClient) -> None:
    client.post("/workbench/edit", data={"W.1.0.0": "0.123"}, headers=HX)
    same = form((2, 3, 1), seed="", output="relu", loss="half_squared_error")
    answer = client.post("/workbench/network", data=same, headers=HX)
    assert ">0.123</text>" in answer.text
    answer = client.post("/workbench/network", data={**same, "seed": "7"}, headers=HX)
    assert ">0.123</text>" not in answer.text


WEIGHTS = {"W.1.0.0": "1/4", "W.2.0.0": "−1,5"}


def test_weights_that_are_sent_are_those_of_the_network(client: TestClient) -> None:
    answer = client.post("/workbench/network", data=form((1, 1, 1), seed="", **WEIGHTS), headers=HX)
    assert re.search(r'data-q="W\.1\.0\.0"[^>]*>0\.25<', answer.text)
    assert re.search(r'data-q="W\.2\.0\.0"[^>]*>−1\.5<', answer.text)


BIASES = {"B.1.0": "0.75", "B.2.0": "-1/8"}


def test_biases_that_are_sent_are_those_of_the_network(client: TestClient) -> None:
    client.post("/workbench/network", data=form((1, 1, 1), seed="", **WEIGHTS, **BIASES), headers=HX)
    session = client.get(f"/api/v1/sessions/{client.cookies['session']}").json()
    assert session["B"] == [[0.75], [-0.125]]
    assert session["W"] == [[[0.25]], [[-1.5]]]


@pytest.mark.parametrize(
    "sent",
    [
        {"W.1.0.0": "0.25"},
        {**WEIGHTS, "W.2.0.0": "much"},
        {**WEIGHTS, "W.2.1.0": "1"},
        {**WEIGHTS, "B.1.0": "0.75"},
        {**WEIGHTS, **BIASES, "B.2.0": "1e999"},
        {**WEIGHTS, **BIASES, "B.3.0": "1"},
    ],
    ids=["weight missing", "no number", "weight too much", "bias missing", "bias infinite", "bias too much"],
)
def test_weights_and_biases_that_do_not_fit_are_refused_and_the_panel_says_so(
    client: TestClient, sent: dict[str, str]
) -> None:
    answer = client.post("/workbench/network", data=form((1, 1, 1), seed="", **sent))
    assert answer.status_code == 422
    assert "These settings don’t work together." in answer.text
    assert "set-cookie" not in answer.headers


def test_biases_for_a_network_without_biases_are_refused(client: TestClient) -> None:
    sent = form((1, 1, 1), seed="", **WEIGHTS, **BIASES)
    del sent["bias"]
    assert client.post("/workbench/network", data=sent).status_code == 422
