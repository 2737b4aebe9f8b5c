"""The summary of a class over HTTP: bars for each round, answers by alias, the files, and whose they are."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from app.classroom.following import answered
from app.view.classroom.aliases import alias
from tests.web.html.classroom_pages import Student, Teacher


@pytest.fixture
def teacher(client: TestClient) -> Teacher:
    return Teacher(client)


@pytest.fixture
def join(client: TestClient, teacher: Teacher) -> Callable[[int], list[int]]:
    """Members who join without a browser; their numbers."""
    return lambda count: [teacher.classes.join(teacher.code).secret.number for _ in range(count)]


def give(teacher: Teacher, number: int, text: str) -> None:
    classroom = teacher.classes.load(teacher.code).classroom
    teacher.classes.change_member(teacher.code, number, lambda it: answered(it, classroom, text, 1.0))


def summary(teacher: Teacher) -> str:
    answer = teacher.browser.get(f"{teacher.page}/summary")
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_round_has_its_bars_and_each_alias_its_answers(teacher: Teacher, join: Callable[..., list[int]]) -> None:
    right, wrong, silent = join(3)
    teacher.ask()
    give(teacher, right, "0")
    give(teacher, wrong, "-0.385")
    teacher.lead("again")
    for number in (right, wrong):
        give(teacher, number, "0")
    teacher.lead("reveal")
    html = summary(teacher)
    assert "2, then 2 of 3 answered" in html
    assert re.findall(r'<tr class="(\w+)">', html) == ["right", "slip", "missing"]
    counts = [[*map(int, re.findall(r"<b>(\d)</b>", row))] for row in html.split('<tr class="')[1:]]
    assert counts == [[1, 2], [1, 0], [1, 1]]
    assert "1 question, 2 rounds" in words(html)
    cells = {
        name: re.findall(r"<td>([^<]*)</td>", row)
        for name, row in re.findall(r'<th scope="row">(\w+ \w+)</th>((?:<td>[^<]*</td>)+)</tr>', html)
    }
    assert cells == {
        alias(right, "en"): ["✓", "✓"],
        alias(wrong, "en"): ["-0.385", "✓"],
        alias(silent, "en"): ["–"] * 2,
    }


def test_the_files_have_the_rows_of_the_api(
    client: TestClient, teacher: Teacher, join: Callable[..., list[int]]
) -> None:
    (number,) = join(1)
    teacher.ask()
    give(teacher, number, "-0.385")
    files = {kind: teacher.browser.get(f"{teacher.page}/summary.{kind}") for kind in ("csv", "json")}
    for kind, answer in files.items():
        assert answer.headers["content-disposition"] == f'attachment; filename="class-{teacher.code}.{kind}"'
    api = client.get(
        f"/api/v1/classes/{teacher.code}/summary", headers={"Authorization": f"Bearer {teacher.secret}"}
    ).json()
    assert files["json"].json() == api
    table = [*csv.DictReader(io.StringIO(files["csv"].text.removeprefix("\ufeff")))]
    assert [row["alias"] for row in table] == [alias(number, "en")]
    assert table[0]["answer"] == "-0.385"
    assert table[0]["text"] == "What is Eh2?"


@pytest.mark.parametrize("name", ["summary", "summary.csv", "summary.json"])
def test_only_the_leader_reads_it(client: TestClient, teacher: Teacher, name: str) -> None:
    student = Student(client, teacher)
    assert student.browser.get(f"{teacher.page}/{name}").status_code == 403
    assert client.get(f"{teacher.page}/{name}").status_code == 403
    teacher.browser.post(f"{teacher.page}/end")
    assert teacher.browser.get(f"{teacher.page}/{name}").status_code == 404


@pytest.mark.parametrize(("students", "rounds", "own"), [(30, 1, False), (31, 1, True), (1, 6, False), (1, 7, True)])
def test_many_answers_have_a_page_of_their_own(
    teacher: Teacher, join: Callable[..., list[int]], students: int, rounds: int, own: bool
) -> None:
    join(students)
    teacher.ask()
    for _ in range(rounds - 1):
        teacher.lead("again")
    html = summary(teacher)
    assert ("own-page" in html) is own
    assert len(re.findall(r'<th scope="row">\w+ \w+</th><td>–', html)) == students


def test_the_overview_leads_to_the_answers_of_each_student(teacher: Teacher, join: Callable[..., list[int]]) -> None:
    numbers = join(3)
    address = f"{teacher.page}/overview"
    assert "Answers so far" not in teacher.browser.get(address).text
    teacher.ask()
    for _ in range(11):
        teacher.lead("again")  # so many that there is a second table
    assert "Answers so far" not in teacher.browser.get(address).text, "the summary shows the right answer"
    teacher.lead("reveal")
    found = re.findall(r'href="([^"]+)">Answers so far', teacher.browser.get(address).text)
    assert sorted(found) == sorted(f"{teacher.page}/summary#answers-{number}" for number in numbers)
    html = summary(teacher)
    for number in numbers:
        assert re.findall(rf'<tr id="answers-{number}"><th scope="row">([^<]+)<', html) == [alias(number, "en")]


def test_a_class_without_a_question_has_a_summary_too(teacher: Teacher) -> None:
    html = summary(teacher)
    assert "No question was asked." in html
    assert "summary-table" not in html


def test_the_summary_speaks_the_language_of_its_reader(teacher: Teacher, join: Callable[..., list[int]]) -> None:
    (number,) = join(1)
    teacher.ask()
    give(teacher, number, "-0.385")
    teacher.browser.cookies.set("lang", "ru")
    html = summary(teacher)
    assert "Итоги урока" in html
    assert alias(number, "en") in html
    assert not re.search(r"\b(answered|Right|No answer|Round)\b", words(html))
