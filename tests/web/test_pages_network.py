"""The settings panel: another network, with and without a script."""

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
    assert "Sample 1 of 4" in answer.text
    assert "Sample 3 of 4" in client.get("/?sample=2").text
    assert "Sample 4 of 4" in client.get("/?sample=99").text


@pytest.mark.parametrize(
    ("change", "sizes"),
    [("more.1", "4"), ("less.1", "2"), ("add", "3"), ("remove", "1"), ("more.99", "3"), ("nonsense", "3")],
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
