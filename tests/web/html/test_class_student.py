"""A member's page: following, exploring, answering, and that nothing gives the number away before the reveal."""

import json
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from app.core.practice.answering import Choice
from app.core.practice.place import Place
from app.core.practice.question import answer as right_answer
from app.session.practising import upcoming
from tests.web.hidden_numbers import ENOUGH, NETWORKS, TOKEN, printed
from tests.web.html.classroom_pages import HIDDEN_ERROR, Student, Teacher, words
from tests.web.html.home import HX, place


@pytest.fixture
def teacher(client: TestClient) -> Teacher:
    return Teacher(client)


@pytest.fixture
def join(client: TestClient, teacher: Teacher) -> Callable[[], Student]:
    return lambda: Student(client, teacher)


Join = Callable[[], Student]


def test_the_first_page_tells_the_name_and_later_ones_do_not(join: Join) -> None:
    student = join()
    name = re.search(r'<h2 id="welcome-title"><span>You are</span> ([^<]+)</h2>', student.first.text)
    assert name
    again = student.get()
    assert 'id="welcome"' not in again.text
    assert f"<strong>{name[1]}</strong>" in again.text


def test_who_follows_sees_the_teacher_and_moves_nothing(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.seek(HIDDEN_ERROR)
    page = student.get()
    assert place(page) == (0, HIDDEN_ERROR)
    assert "Step 8 of 10, hidden error" in words(page)
    assert 'data-ahead="off"' in page.text  # a Step that cannot be made is not fetched either
    for path in ("/workbench/step", "/workbench/seek", "/workbench/edit", "/workbench/network", "/workbench/redraw"):
        for hx in (True, False):
            refused = student.post(path, hx=hx, stage="1", iteration="0", **{"W.1.0.0": "5"})
            assert (refused.status_code, "The teacher leads" in refused.text) == (409, True), path
    assert teacher.classes.load(teacher.code).classroom.session.stage == HIDDEN_ERROR
    assert "−0.539" in student.get("/workbench/explain?q=E.1.0", hx=True).text
    assert 'class="edit"' not in student.get("/workbench/explain?q=W.1.0.0", hx=True).text


def test_each_reads_in_their_own_language(teacher: Teacher, join: Join) -> None:
    student = join()
    student.browser.cookies["lang"] = "ru"
    assert "Вы следите за учителем" in student.get().text
    assert "Following your teacher" in join().get().text


def test_exploring_changes_only_an_own_copy(teacher: Teacher, join: Join) -> None:
    student = join()
    assert student.post("/explore", hx=False, on="1").headers["location"] == student.page
    assert place(student.post("/workbench/step")) == (0, HIDDEN_ERROR)
    teacher.seek(3)
    page = student.get()
    assert place(page) == (0, HIDDEN_ERROR)
    assert "Your teacher is on weighted input" in words(page)
    assert 'data-ahead="off"' not in page.text
    student.post("/explore", on="0")
    assert place(student.get()) == (0, 3)
    student.post("/explore", on="1")
    assert place(student.get()) == (0, 3)


def test_a_question_brings_everybody_back_and_exploring_waits(teacher: Teacher, join: Join) -> None:
    student = join()
    student.post("/explore", on="1")
    student.post("/workbench/step")
    teacher.ask()
    page = student.get()
    assert "Your teacher asks What is Eh2?" in words(page)
    assert place(page) == (0, HIDDEN_ERROR - 1)
    assert student.post("/explore", on="1").status_code == 409
    assert student.post("/workbench/step").status_code == 409
    assert "After the answer is shown." in page.text
    student.answer("7")
    teacher.lead("reveal")
    assert place(student.get()) == (0, HIDDEN_ERROR)
    assert "Right answer" in student.get().text
    student.post("/explore", on="1")
    assert "On your own" in student.get().text


def test_free_pace_is_everybodys_own_with_practice(teacher: Teacher, join: Join) -> None:
    student, other = join(), join()
    teacher.lead("mode", mode="free")
    page = student.post("/workbench/step")
    assert 'id="answering"' in page.text
    assert "At your own pace" in page.text
    assert 'id="answering"' not in other.get().text
    teacher.lead("mode", mode="lead")
    assert place(student.get()) == (0, HIDDEN_ERROR - 1)
    teacher.lead("mode", mode="free")
    assert 'id="answering"' in student.get().text


def test_a_hand_is_raised_and_taken_down_by_either_side(teacher: Teacher, join: Join) -> None:
    student = join()
    assert 'aria-pressed="true"' in student.post("/hand", raised="1").text
    assert student.member.hand is not None
    teacher.browser.post(f"{teacher.page}/members/{student.member.number}/lower")
    assert 'class="button hand" name="raised" value="1" aria-pressed="false"' in student.get().text
    assert student.post("/hand", hx=False, raised="1").status_code == 303


def test_an_answer_is_sent_and_says_nothing_before_the_reveal(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.ask()
    right, wrong = join().answer("0"), student.answer("−0,385")
    for answer in (right, wrong):
        assert "Sent. Waiting for the others." in answer.text
    shape = re.compile(r"Your answer: \S+")
    assert shape.sub("", words(right)) == shape.sub("", words(wrong))
    assert student.answer("−0,385", hx=False).status_code == 303
    assert "Your answer: −0,385" in words(student.get())
    assert [each.tries for each in student.member.given] == [1]
    change = student.get("/own?change=1", hx=True)
    assert 'value="−0,385"' in change.text
    student.answer("-0.5")
    assert [each.typed for each in student.member.given] == ["-0.5"]


def test_the_reveal_shows_the_own_answer_and_its_slip(teacher: Teacher, join: Join) -> None:
    wrong, right, silent = join(), join(), join()
    teacher.ask()
    wrong.answer("−0.385"), right.answer("0")
    teacher.lead("reveal")
    assert "Your answer −0.385" in words(wrong.get())
    assert "Right answer 0" in words(wrong.get())
    assert "You left out R′(Zh2)." in words(wrong.get())
    assert "Right." in words(right.get())
    assert "Right answer" not in words(right.get())
    assert "You sent no answer." in words(silent.get())
    assert "Eh2 = −0.77 · 0.5 · 0 = 0" in words(silent.get())
    teacher.seek(HIDDEN_ERROR + 1)
    assert "Right answer" not in words(wrong.get())


def test_answers_are_limited_where_the_teacher_limits_them(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.lead("tries", tries="1")
    teacher.ask()
    assert "Change" not in words(student.answer("7"))
    refused = student.answer("8")
    assert (refused.status_code, "Your answer is final." in refused.text) == (409, True)
    assert [each.typed for each in student.member.given] == ["7"]


@pytest.mark.parametrize("hx", [True, False])
@pytest.mark.parametrize("text", ["", "x", "9" * 10_000, "0/0", "__import__('os')", "1,5,5"])
def test_what_cannot_be_read_costs_no_try_and_stays(teacher: Teacher, join: Join, text: str, hx: bool) -> None:
    student = join()
    teacher.ask()
    answer = student.answer(text, hx=hx)
    assert answer.status_code == 422
    assert "No try was counted." in answer.text
    assert re.search(r'id="own-answer" name="answer" value="([^"]*)"', answer.text)
    assert student.member.given == ()


def test_a_tab_that_shows_another_round_answers_nothing(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.ask()
    student.answer("7")
    teacher.lead("again")
    page = student.get()
    assert "Round 2" in words(page)
    assert 'name="round" value="2"' in page.text
    late = student.answer("8")
    assert (late.status_code, "This question is no longer open." in late.text) == (409, True)
    assert 'value="8"' in late.text
    student.answer("0", round="2")
    assert [(each.round, each.typed) for each in student.member.given] == [(1, "7"), (2, "0")]
    teacher.lead("reveal")
    assert student.answer("9", round="2").status_code == 409
    assert student.answer("9", question="-1", round="x").status_code == 409
    assert len(student.member.given) == 2


def test_a_choice_is_answered_with_one_press(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.ask(kind="sign")
    assert 'data-key="0"' in student.get().text
    assert "Your answer: zero" in words(student.answer("zero"))


def test_who_was_removed_and_whose_class_has_ended_read_it_in_words(teacher: Teacher, join: Join) -> None:
    student, other = join(), join()
    teacher.ask()
    teacher.browser.post(f"{teacher.page}/members/{student.member.number}/remove")
    refused = student.answer("0")
    assert (refused.status_code, "You are not in this class" in refused.text) == (403, True)
    assert refused.headers["hx-retarget"] == "#note"
    assert "You are not in this class any more" in words(student.get())
    teacher.browser.post(f"{teacher.page}/end")
    ended = other.answer("0")
    assert (ended.status_code, "There is no open class with this code" in ended.text) == (404, True)


def test_no_page_of_a_member_holds_a_secret_or_another_name(teacher: Teacher, join: Join) -> None:
    student, other = join(), join()
    other.answer("0")
    name = re.search(r'class="alias">.*?<strong>([^<]+)', other.get().text, re.DOTALL)
    assert name
    teacher.ask()
    for path in ("", "/workbench", "/own"):
        text = student.get(path, hx=bool(path)).text
        for hidden in (teacher.secret, other.browser.cookies["class"], student.browser.cookies["class"], name[1]):
            assert hidden not in text


def contains(text: str, number: float) -> bool:
    tokens = set(TOKEN.findall(text))
    return any(form in tokens for form in printed(number) if len(form.strip("−-0.,")) >= ENOUGH)


def views(student: Student, key: str) -> list[str]:
    """Everything that a member's browser can get."""
    addresses = (
        "",
        "/own",
        "/own?change=1",
        "/workbench",
        "/workbench?sample=0&level=summary&view=phone",
        "/workbench/numbers",
        "/workbench/program",
        "/workbench/costs?ahead=1",
        "/workbench/ahead?version=1",
        f"/workbench/explain?q={key}",
        f"/workbench/check?q={key}",
    )
    found = [student.get(address, hx=bool(address)).text for address in addresses]
    found.append(student.post("/workbench/step").text)
    found.append(student.answer("12345", question="0").text)
    return found


BEFORE = "", "/workbench?sample=0&level=summary&view=phone", "/workbench/program"
"""What is enough to know which numbers are there for other reasons."""


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.slow
def test_nothing_of_a_member_holds_the_number_before_the_reveal(client: TestClient, name: str) -> None:
    if (description := NETWORKS[name]) is not None:
        client.cookies["session"] = client.post("/api/v1/sessions", json=description).json()["id"]
    teacher = Teacher(client, 0)
    if description is not None:
        lead = teacher.browser
        lead.cookies["session"] = client.cookies["session"]
        teacher.page = lead.post("/class").headers["location"]
        teacher.code = teacher.page.removeprefix("/class/")
    student, known = Student(client, teacher), set()
    count = teacher.classes.load(teacher.code).classroom.session.count
    for at in range(count):
        before = " ".join(student.get(path, hx=bool(path)).text for path in BEFORE)
        asked = teacher.browser.post(f"{teacher.page}/lead/ask", data={"kind": "number"}, headers=HX)
        classroom = teacher.classes.load(teacher.code).classroom
        if (open_ := classroom.open_question) is None:
            assert asked.status_code >= 400
            teacher.browser.post(f"{teacher.page}/workbench/step", headers=HX)
            continue
        right = right_answer(open_.question, upcoming(open_.session))
        assert not isinstance(right, (Place, Choice))
        if isinstance(right, float) and not contains(before, right):
            number = str(len(classroom.questions) - 1)
            student.answer("12345", question=number)
            for text in views(student, str(open_.question.place.key)):
                assert not contains(text, right), (open_.question, right)
            known.add(json.dumps(right))
        teacher.lead("reveal")
        assert teacher.classes.load(teacher.code).classroom.session.stage == at + 1
    assert len(known) > 3
