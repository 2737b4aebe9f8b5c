"""The examples of docs/api.md, run against a real server."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from fastapi import FastAPI
from uvicorn import Config, Server

from app.core.practice.slips import RULES, SLIPS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


def example(language: str, page: str = PAGE) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return str(found)


@pytest.fixture
def address(program: FastAPI) -> Iterator[str]:
    """A server of our own on a free port."""
    server = Server(Config(program, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def run(command: list[str]) -> str:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_lines_of_curl_do_what_they_say(address: str) -> None:
    script = example("sh").replace(ADDRESS, address).replace("curl -s", 'curl -s -w "\\n"')
    answers = [orjson.loads(line) for line in run(["bash", "-euo", "pipefail", "-c", script]).splitlines() if line]
    assert [answer["stage"]["name"] for answer in answers[:3]] == ["Zh", "C", "dWh"]
    assert answers[3]["result"] == pytest.approx(-0.539)
    assert answers[4]["largest_difference"] < 1e-6
    places = [(answer["iteration"], answer["stage"]["index"]) for answer in answers[5:]]
    assert places == [(0, 10), (0, 7), (99, 10), (2, 8), (2, 0)]
    assert answers[-1]["X"] == [[0.5, 1.5]]


def test_the_program_with_httpx_runs_and_prints_what_it_says(address: str) -> None:
    program = example("python").replace(ADDRESS, address).replace("import httpx\n", "import httpx2 as httpx\n")
    trained, stale, fresh = run([sys.executable, "-c", program]).splitlines()
    before, after = (float(number) for number in re.findall(r"\d\.\d+", trained))
    assert after < before / 10
    assert trained.endswith("after 2000 updates")
    assert stale == "412 The session has changed"
    assert fresh == "200 Zh"


def test_the_program_that_practises_prints_what_it_says(address: str) -> None:
    program = example("python practice").replace(ADDRESS, address).replace("import httpx\n", "import httpx2 as httpx\n")
    text, slip, hint, right = run([sys.executable, "-c", program]).splitlines()
    assert text == "What is Eh2?"
    assert slip == "slope-left-out ['other-slope'] R"
    assert hint == "Eh2 = E_o · w_o2 · R′(Z_h2)"
    assert right == "True 2 Eh"


def test_the_program_that_takes_worksheets_prints_what_it_says(address: str) -> None:
    program = (
        example("python worksheets").replace(ADDRESS, address).replace("import httpx\n", "import httpx2 as httpx\n")
    )
    first, second, weighted, quiz = run([sys.executable, "-c", program]).splitlines()
    assert first == "A 17-A-231-b 0.8 ['bias-left-out', 'one-term-only']"
    assert second.startswith("B 17-B-231-b ")
    assert orjson.loads(weighted)[0] == pytest.approx(float(second.split()[2]))
    assert quiz == 'attachment; filename="worksheet-17.xml" 64'


def test_the_program_that_leads_a_class_prints_what_it_says(address: str) -> None:
    program = example("python classes").replace(ADDRESS, address).replace("import httpx\n", "import httpx2 as httpx\n")
    assert run([sys.executable, "-c", program]).splitlines() == [
        "{'open': True, 'locked': False}",
        "What is Eo? None",
        "{'accepted': True, 'tries': 1}",
        "[{'members': 1, 'answered': 1, 'right': 0, 'slips': {'factor-two': 1}, 'other': 0}]",
        "True",
        "409 /problems/no-question",
        "1 1 False factor-two",
        "1 2 True None",
        "204 404",
    ]


def test_the_program_in_the_readme_asks_a_class_and_prints_the_answers(address: str) -> None:
    program = example("python", README)
    assert len(program.splitlines()) <= 20
    program = program.replace(ADDRESS, address).replace("import httpx\n", "import httpx2 as httpx\n")
    text, *answers = run([sys.executable, "-c", program]).splitlines()
    assert text == "What is Eh2?"
    assert sorted(answers) == ["-0.385 False slope-left-out", "-0.77 * 0.5 * 0 True None"]


def test_the_list_of_slips_is_that_of_the_core() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", PAGE, re.MULTILINE)
    assert [name for name, _ in rows] == [slip.id for slip in SLIPS]
    assert {name: rules for name, rules in rows if rules != "all"} == {
        slip.id: ", ".join(slip.rules).replace("U", "update") for slip in SLIPS if len(slip.rules) < len(RULES)
    }
