"""A class on the wall: the code, the question, counts; never a name."""

import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.core.practice.question import answer as right_answer
from app.session.practising import upcoming
from app.view.classroom.aliases import alias
from tests.web.hidden_numbers import printed
from tests.web.html.classroom_pages import HIDDEN_ERROR, Student, Teacher, words

ON_THE_WALL = "?view=projector"


@pytest.fixture
def teacher(client: TestClient) -> Teacher:
    return Teacher(client)


def wall(teacher: Teacher) -> Response:
    return teacher.browser.get(f"{teacher.page}{ON_THE_WALL}")


def rail(answer: Response) -> list[tuple[str, int, str]]:
    """The groups of the rail: mark, cells and words."""
    groups = re.findall(r'<li class="rail-group (\w+)">(.*?)</li>', answer.text, re.DOTALL)
    return [
        (mark, text.count('class="rail-cell"'), " ".join(re.sub(r"<[^>]*>", "", text).split())) for mark, text in groups
    ]


def test_it_says_how_to_join_until_the_class_is_locked(teacher: Teacher) -> None:
    grouped = f"{teacher.code[:3]} {teacher.code[3:]}"
    page = wall(teacher)
    assert f'<p class="wall-code">{grouped}</p>' in page.text
    assert "testserver/join" in page.text
    assert "wall-qr" in page.text
    teacher.lead("lock", locked="1")
    for hidden in ("wall-code", "wall-qr", "wall-address"):
        assert hidden not in wall(teacher).text


def test_the_question_is_asked_and_counts_without_the_number(client: TestClient, teacher: Teacher) -> None:
    students = [Student(client, teacher) for _ in range(3)]
    teacher.ask("E.1.0")
    students[0].answer("−0.539"), students[1].answer("5")
    page = wall(teacher)
    assert 'role="status"><span>What is' in page.text
    assert "2 of 3 answered" in words(page)
    assert rail(page) == [("in", 2, ""), ("out", 1, "")]
    question = teacher.classes.load(teacher.code).classroom.open_question
    assert question is not None
    right = right_answer(question.question, upcoming(question.session))
    assert isinstance(right, float)
    for form in printed(right):
        assert form not in page.text or len(form.strip("−-0.,")) < 2


def test_the_reveal_shows_the_line_and_the_groups_and_the_next_step_the_timeline(
    client: TestClient, teacher: Teacher
) -> None:
    students = [Student(client, teacher) for _ in range(4)]
    teacher.ask()
    for student, text in zip(students, ("0", "−0.385", "7"), strict=False):
        student.answer(text)
    teacher.lead("reveal")
    page = wall(teacher)
    assert "Eh2 = −0.77 · 0.5 · 0 = 0" in words(page)
    assert [(mark, cells) for mark, cells, _ in rail(page)] == [("right", 1), ("slip", 1), ("other", 1), ("missing", 1)]
    assert rail(page)[0][2] == "✓1 0: right"
    names = {alias(each.member.number, "en") for each in teacher.classes.members(teacher.code)}
    assert not any(name in page.text for name in names)
    teacher.seek(HIDDEN_ERROR + 1)
    assert rail(wall(teacher)) == []


def test_many_members_share_cells(client: TestClient, teacher: Teacher) -> None:
    for _ in range(90):
        teacher.classes.join(teacher.code)
    teacher.ask()
    assert rail(wall(teacher)) == [("out", 60, "")]


def test_its_keys_lead_the_class_and_a_member_sees_no_wall(client: TestClient, teacher: Teacher) -> None:
    student = Student(client, teacher)
    step = teacher.browser.post(
        f"{teacher.page}/workbench/step", data={"view": "projector"}, headers={"HX-Request": "true"}
    )
    assert "rail-place" in step.text
    assert "class-column" not in step.text
    assert "wall-join" not in student.get(ON_THE_WALL).text
    assert student.get("/wall/events").status_code == 403
