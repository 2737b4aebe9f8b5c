"""The teacher's side of a class over HTTP: opening, leading, asking, the answers, and who may not."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.classroom.following import answered, with_hand
from app.classroom.member import Attempt
from app.classroom.service import Classes
from app.core.practice.slips import SLIPS
from app.view.classroom.aliases import alias
from app.view.practice.slip_labels import LABELS
from app.view.words.language import language
from app.web.dependencies import services_of
from app.web.jobs.progress import Report, key

HX = {"HX-Request": "true"}
HIDDEN_ERROR = 8


class Member:
    """A member who answers; their own pages are tested elsewhere."""

    def __init__(self, classes: Classes, code: str) -> None:
        self.classes = classes
        self.code = code
        self.number = classes.join(code).secret.number

    def answer(self, text: str) -> None:
        classroom = self.classes.load(self.code).classroom
        self.classes.change_member(self.code, self.number, lambda it: answered(it, classroom, text, 1.0))


Members = Callable[[str, int], list[Member]]


@pytest.fixture
def members(teacher: TestClient) -> Members:
    classes = services_of(teacher.app).classes  # type: ignore[arg-type]
    return lambda page, count: [Member(classes, page.removeprefix("/class/")) for _ in range(count)]


@pytest.fixture
def teacher(client: TestClient) -> TestClient:
    return client


@pytest.fixture
def page(teacher: TestClient) -> str:
    """The address of a class before its hidden error."""
    opened = teacher.post("/class", follow_redirects=False)
    address = opened.headers["location"]
    teacher.post(f"{address}/workbench/seek", data={"iteration": "0", "stage": str(HIDDEN_ERROR - 1)})
    return address


def lead(teacher: TestClient, page: str, name: str, **fields: str) -> str:
    answer = teacher.post(f"{page}/lead/{name}", data=fields, headers=HX)
    assert answer.status_code == 200, answer.text[:300]
    return answer.text


def stage(html: str) -> int:
    found = re.search(r'data-stage-index="(\d+)"', html)
    assert found
    return int(found[1])


def test_opening_a_class_gives_a_page_that_only_this_browser_leads(teacher: TestClient, page: str) -> None:
    html = teacher.get(page).text
    code = page.removeprefix("/class/")
    assert f"{code[:3]} {code[3:]}" in html
    assert "End class" in html
    teacher.cookies.clear()
    stranger = teacher.get(page, follow_redirects=False)
    assert (stranger.status_code, stranger.headers["location"]) == (303, f"/join?code={code}")
    for path in ("workbench/step", "lead/ask", "end", "members/1/remove"):
        assert teacher.post(f"{page}/{path}").status_code == 403, path


def test_the_secret_is_in_the_cookie_alone(teacher: TestClient, page: str) -> None:
    secret = next(cookie.value for cookie in teacher.cookies.jar if cookie.name == "class")
    assert secret
    assert secret not in teacher.get(page).text
    assert secret not in lead(teacher, page, "ask")


def test_the_network_of_the_workbench_is_taken_along_and_stays(teacher: TestClient) -> None:
    teacher.post("/workbench/seek", data={"iteration": "0", "stage": "3"})
    address = teacher.post("/class", follow_redirects=False).headers["location"]
    assert stage(teacher.get(address).text) == 3
    teacher.post(f"{address}/workbench/step")
    assert stage(teacher.get(address).text) == 4
    assert stage(teacher.get("/").text) == 3


def test_a_question_hides_its_number_and_holds_the_network_until_the_reveal(teacher: TestClient, page: str) -> None:
    html = lead(teacher, page, "ask", q="E.1.1")
    assert "What is" in html
    assert "asked-mark" in html
    version = re.findall(r'data-version="(\d+)"', teacher.get(page).text)[0]
    ahead = teacher.get(f"{page}/workbench/ahead", params={"version": version}, headers=HX)
    assert (ahead.status_code, ahead.text) == (204, ""), "the next number is not fetched while the class guesses it"
    step = teacher.post(f"{page}/workbench/step", headers=HX)
    assert step.status_code == 409
    assert stage(step.text) == HIDDEN_ERROR - 1
    assert "A question is open" in step.text
    assert stage(lead(teacher, page, "reveal")) == HIDDEN_ERROR


def test_back_withdraws_the_question(teacher: TestClient, page: str) -> None:
    lead(teacher, page, "ask", q="E.1.1")
    html = teacher.post(f"{page}/workbench/back", headers=HX).text
    assert stage(html) == HIDDEN_ERROR - 1
    assert 'id="class-question"' not in html
    assert stage(teacher.post(f"{page}/workbench/back", headers=HX).text) == HIDDEN_ERROR - 2


def test_answers_stay_folded_until_they_are_wanted(teacher: TestClient, page: str, members: Members) -> None:
    lead(teacher, page, "ask", q="E.1.1")
    for member, answer in zip(members(page, 4), ("0", "-0.385", "17", None), strict=True):
        if answer is not None:
            member.answer(answer)
    folded = teacher.get(page).text
    assert re.search(r"<strong>3</strong> <span>of 4 answered", folded)
    for hidden in ("-0.385", "Left out", "answer-row"):
        assert hidden not in folded
    answers = lead(teacher, page, "unfold", shown="0.answers")
    assert '<th scope="row">-0.385</th>' in answers
    assert "Left out" not in answers
    assert "answer-row" not in answers
    mistakes = lead(teacher, page, "unfold", shown="0.mistakes")
    assert "Left out" in mistakes
    marks = re.findall(r'class="answer-row (\w+)"', mistakes)
    assert marks == ["right", "slip", "other", "missing"]
    assert 'class="answer-row slip" data-q="Z.1.1"' in mistakes
    revealed = lead(teacher, page, "reveal")
    assert re.findall(r'class="answer-row (\w+)"', revealed) == marks


def test_the_second_round_is_shown_beside_the_first(teacher: TestClient, page: str, members: Members) -> None:
    lead(teacher, page, "ask", q="E.1.1")
    one, two = members(page, 2)
    one.answer("-0.385")
    lead(teacher, page, "again")
    one.answer("0")
    two.answer("0")
    html = lead(teacher, page, "unfold", shown="0.mistakes")
    assert "Round 2" in html
    assert '<span class="change">+2</span>' in html
    assert '<span class="change">−1</span>' in html


def test_a_new_question_begins_folded(teacher: TestClient, page: str) -> None:
    lead(teacher, page, "ask", q="E.1.1")
    lead(teacher, page, "reveal")
    html = lead(teacher, page, "ask", shown="0.mistakes")
    assert "Answers stay folded" in html


def test_a_lined_up_question_is_asked_by_step(teacher: TestClient, page: str) -> None:
    html = lead(teacher, page, "line-up", stage=str(HIDDEN_ERROR), kind="number")
    assert "1 question" in html
    asked = teacher.post(f"{page}/workbench/step", headers=HX).text
    assert 'id="class-question"' in asked
    assert stage(asked) == HIDDEN_ERROR - 1
    assert "0 questions" in asked


def test_the_line_can_be_reordered_and_shortened(teacher: TestClient, page: str) -> None:
    lead(teacher, page, "line-up", stage="9")
    lead(teacher, page, "line-up", stage="10")
    up = lead(teacher, page, "line", at="1", move="up")
    assert [*re.findall(r"before ([\w ]+)</span>", up)] == ["weights", "derivative"]
    assert [*re.findall(r'class="symbol">(.*?)</span> <span>any', up)] == ["<i>W</i>", "<i>dW<sub>h</sub></i>"]
    assert "1 question" in lead(teacher, page, "line", at="0", move="out")
    assert "1 question" in lead(teacher, page, "line", at="7", move="out")


def test_at_free_pace_nothing_can_be_asked(teacher: TestClient, page: str) -> None:
    lead(teacher, page, "mode", mode="free")
    refused = lead(teacher, page, "ask")
    assert "Everyone is at their own pace" in refused
    assert 'id="class-question"' not in refused


def test_a_stale_tab_changes_nothing_and_says_so(teacher: TestClient, page: str) -> None:
    first = lead(teacher, page, "ask", q="E.1.1", version="2")
    assert 'id="class-question"' in first
    again = lead(teacher, page, "reveal", version="2")
    assert "The class has changed meanwhile." in again
    assert stage(again) == HIDDEN_ERROR - 1


def test_without_javascript_every_form_leads_back_to_the_page(teacher: TestClient, page: str) -> None:
    for name in ("ask", "reveal", "mode", "lock"):
        answer = teacher.post(f"{page}/lead/{name}", data={"locked": "1"}, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(page)
    assert 'aria-pressed="true" aria-label="Lock the class"' in teacher.get(page).text


def test_an_unknown_form_is_not_found_and_a_wrong_field_is_refused(teacher: TestClient, page: str) -> None:
    assert teacher.post(f"{page}/lead/nonsense").status_code == 404
    assert teacher.post(f"{page}/lead/ask", data={"q": "Q.9.9"}).status_code == 404
    refused = lead(teacher, page, "line-up", stage="99")
    assert "This value is not valid." in refused
    assert "0 questions" in refused


def test_ending_deletes_the_class(teacher: TestClient, page: str) -> None:
    ended = teacher.post(f"{page}/end", follow_redirects=False)
    assert ended.headers["location"] == "/"
    assert teacher.get(page).status_code == 404


@pytest.mark.parametrize("stream", ["lead/events", "overview/events", "wall/events"])
def test_a_screen_of_the_leader_that_connects_again_after_the_end_reads_so(
    teacher: TestClient, page: str, stream: str
) -> None:
    secret = teacher.cookies["class"]
    teacher.post(f"{page}/end", follow_redirects=False)
    assert teacher.get(f"{page}/{stream}").status_code == 404, "a stranger learns nothing"
    answer = teacher.get(f"{page}/{stream}", headers={"Cookie": f"class={secret}"})
    assert answer.status_code == 200
    assert "event: ended" in answer.text
    assert "The class has ended." in answer.text


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_every_slip_has_a_label(locale: str) -> None:
    spoken = language(locale)
    assert LABELS.keys() == {slip.id for slip in SLIPS}
    assert locale == "en" or all(spoken.gettext(text) != text for text in LABELS.values())


def test_the_overview_shows_where_everybody_is_and_whose_hand_is_up(
    teacher: TestClient, page: str, members: Members
) -> None:
    one, two = members(page, 2)
    one.classes.change_member(one.code, one.number, lambda it: with_hand(it, True, 5.0))
    html = teacher.get(f"{page}/overview").text
    names = [alias(each.number, "en") for each in (one, two)]
    assert re.findall(r'class="alias">([\w ]+)<', html) == [names[0], names[1]]
    assert "hand raised" in html
    assert "You lead." in html
    assert re.findall(r'class="count">(\d+)<', html) == ["2"]
    lowered = teacher.post(f"{page}/members/{one.number}/lower", follow_redirects=False)
    assert (lowered.status_code, lowered.headers["location"]) == (303, f"{page}/overview")
    teacher.post(f"{page}/members/{two.number}/remove")
    left = teacher.get(f"{page}/overview").text
    assert names[0] in left
    assert names[1] not in left


def test_leading_on_from_where_most_are(teacher: TestClient, page: str) -> None:
    lead(teacher, page, "mode", mode="free")
    answer = teacher.post(f"{page}/lead/from", data={"stage": "3", "back": f"{page}/overview"}, follow_redirects=False)
    assert answer.headers["location"] == f"{page}/overview"
    html = teacher.get(page).text
    assert stage(html) == 3
    assert 'aria-pressed="true">Lead<' in html


def test_a_way_back_never_leads_to_another_site(teacher: TestClient, page: str) -> None:
    for foreign in ("https://elsewhere.example", "//elsewhere.example", "javascript:1"):
        answer = teacher.post(f"{page}/lead/unfold", data={"back": foreign}, follow_redirects=False)
        assert answer.headers["location"].startswith(page)


def test_what_was_missed_most_is_named_with_its_slip(teacher: TestClient, page: str, members: Members) -> None:
    missed = Attempt("E.1.1", False, "slope-left-out"), Attempt("Z.9.9", False, None)
    for member in members(page, 3):
        member.classes.change_member(member.code, member.number, lambda it: replace(it, attempts=missed))
    html = teacher.get(f"{page}/overview").text
    assert "100 %" in html
    assert "3 of 3" in html
    assert "Left out" in html
    assert "3 students" in html


def test_a_click_on_a_number_of_the_next_stage_offers_to_ask_for_it(teacher: TestClient, page: str) -> None:
    note = teacher.get(f"{page}/workbench/explain?q=E.1.2", headers=HX).text
    assert "Ask the class for it" in note
    assert f'action="{page}/lead/ask"' in note
    assert '<input type="hidden" name="q" value="E.1.2">' in note
    later = teacher.get(f"{page}/workbench/explain?q=dW.1.0.2", headers=HX).text
    assert "Go to its step" in later
    assert f'action="{page}/workbench/seek"' in later


def test_a_second_device_leads_with_the_secret_link_and_with_nothing_else(teacher: TestClient, page: str) -> None:
    link = re.search(r'value="http://testserver([^"#]+)#([^"]+)"', teacher.post(f"{page}/lead-link").text)
    assert link
    other = TestClient(teacher.app)
    assert other.post(f"{page}/lead-link").status_code == 403
    assert "Paste what comes after" in other.get(link[1]).text
    refused = other.post(link[1], data={"secret": "x" * 24})
    assert refused.status_code == 403
    assert "This is not the secret of this class." in refused.text
    taken = other.post(link[1], data={"secret": link[2]}, follow_redirects=False)
    assert (taken.status_code, taken.headers["location"]) == (303, page)
    assert stage(other.post(f"{page}/workbench/step", headers=HX).text) == HIDDEN_ERROR


def test_the_progress_of_a_long_training_is_shown_in_the_class_and_only_its_teacher_cancels_it(
    teacher: TestClient, page: str
) -> None:
    store, code = services_of(teacher.app).store, page.removeprefix("/class/")  # type: ignore[arg-type]
    Report(store, code, 1000).write(250)
    shown = teacher.get(f"{page}/workbench/work", headers=HX).text
    assert 'max="1000" value="250"' in shown
    assert f'hx-post="{page}/work/cancel"' in shown
    student = TestClient(teacher.app)
    student.post("/join", data={"code": code})
    assert "<progress" not in student.get(f"{page}/workbench/work", headers=HX).text
    student.post(f"{page}/work/cancel")
    assert store.get(key(code)) is not None
    teacher.post(f"{page}/work/cancel")
    assert store.get(key(code)) is None
