"""The files for Moodle have the structure that Moodle documents, and say the truth about every number."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest

from app.core.practice.arithmetic import Typed
from app.core.practice.judging import judged
from app.core.practice.kind_numbers import Sheet
from app.core.practice.place import places, recorded
from app.view.words.language import language
from app.view.worksheet.gift import gift
from app.view.worksheet.items import BIASES, Quiz, quiz
from app.view.worksheet.moodle import moodle_xml
from app.view.worksheet.options import session_of, sheet_named, short_name

SHEETS = [Sheet(17, 0), Sheet(5, 30, (2, 2, 2, 1), bias=False)]
CHILDREN = [
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "answer",
    "unitgradingtype",
    "unitpenalty",
    "showunits",
    "unitsleft",
]
"""What Moodle's own export of a numerical question holds, in its order."""


@pytest.fixture(scope="module", params=["en", "ru"])
def quizzes(request: pytest.FixtureRequest) -> tuple[list[Quiz], str]:
    return [quiz(sheet, language(request.param)) for sheet in SHEETS], request.param


def test_moodle_xml_has_the_documented_structure(quizzes: tuple[list[Quiz], str]) -> None:
    found, locale = quizzes
    questions = list(ET.fromstring(moodle_xml(found, language(locale))))
    assert {question.tag for question in questions} == {"question"}
    categories = [each for each in questions if each.get("type") == "category"]
    assert len(categories) == len(found)
    for each in categories:
        path = each.findtext("category/text") or ""
        assert re.fullmatch(r"\$course\$/top(/[^/]+){3}", path)
    numerical = [each for each in questions if each.get("type") == "numerical"]
    assert len(numerical) == sum(len(each.items) for each in found)
    assert len({each.findtext("idnumber") for each in numerical}) == len(numerical)
    for each in numerical:
        assert list(dict.fromkeys(child.tag for child in each)) == CHILDREN
        assert each.findtext("name/text")
        answers = each.findall("answer")
        assert [answer.get("fraction") for answer in answers] == ["100"] + ["0"] * (len(answers) - 1)
        for answer in answers:
            assert [child.tag for child in answer] == ["text", "feedback", "tolerance"]
            assert re.fullmatch(r"-?\d+(\.\d+)?", answer.findtext("text") or "")
            assert re.fullmatch(r"\d+(\.\d+)?", answer.findtext("tolerance") or "")
            assert answer.findtext("feedback/text")


def test_gift_reads_back_as_moodle_reads_it(quizzes: tuple[list[Quiz], str]) -> None:
    found, locale = quizzes
    blocks = [block for block in gift(found, language(locale)).split("\n\n") if block.strip()]
    questions = [block for block in blocks if not block.startswith("$CATEGORY: $course$/top/")]
    assert len(blocks) - len(questions) == len(found)
    items = [item for each in found for item in each.items]
    for block, item in zip(questions, items, strict=True):
        first, text = block.split("\n", 1)
        assert first == f"// [id:{item.id}]"
        bare = re.sub(r"\\[\\~=#{}:]", "", text)
        assert bare.count("{") == bare.count("}") == 1
        assert bare.startswith("::")
        _name, _text, answers = re.fullmatch(r"::([^:]*)::(.*)\{#\n(.*)\n\}\s*", bare, re.DOTALL).groups()  # type: ignore[union-attr]
        lines = answers.split("\n")
        assert len(lines) == 1 + len(item.wrong)
        assert all(re.fullmatch(r"=(%0%)?-?[\d.]+:[\d.]+#[^~=#{}:]+", line) for line in lines)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_slip_is_judged_wrong_and_the_answer_right(sheet: Sheet) -> None:
    session = session_of(sheet)
    numbers = recorded(session.tape)
    asked = [
        place
        for stage in session.stages.stages
        for place in places(stage, session.architecture, 0)
        if place.letter not in BIASES
    ]
    for item, place in zip(quiz(sheet, language("en")).items, asked, strict=True):
        assert judged(_typed(item.number), numbers, place).right
        for wrong in item.wrong:
            assert not judged(_typed(wrong.number), numbers, place).right
            assert abs(wrong.number - item.number) > item.tolerance + wrong.tolerance


def _typed(number: float) -> Typed:
    return Typed(Fraction(str(number)))


def test_short_names_lead_back() -> None:
    assert [sheet_named(short_name(sheet)) for sheet in SHEETS] == SHEETS
    assert short_name(SHEETS[0]) == "17-A-231-b"
    for wrong in ("", "17-A-231", "17-AO-231-b", "17-A-999-b", "x-A-231-b", "17-a-231-b", "1234567890-A-231-b"):
        assert sheet_named(wrong) is None
