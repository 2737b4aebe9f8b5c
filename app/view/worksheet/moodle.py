"""The questions as Moodle XML: numerical questions with tolerance, in a category for each version.

The format is that of https://docs.moodle.org/en/Moodle_XML_format. Moodle compares an answer with the answers of a
question from the top; so the right one comes first, and the slips follow with the fraction 0 and their feedback.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from app.view.words.language import Language
from app.view.worksheet.items import Item, Quiz

MEDIA_TYPE = "application/xml"


def moodle_xml(quizzes: Sequence[Quiz], language: Language) -> str:
    """The file of some versions."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for quiz in quizzes:
        lines += _category(quiz, language)
        for item in quiz.items:
            lines += _question(item, language)
    return "\n".join((*lines, "</quiz>", ""))


def category(quiz: Quiz, language: Language) -> str:
    """The path of a version's category. A slash would begin another level."""
    _ = language.gettext
    steps = (
        _("Backpropagation by hand"),
        _("Worksheet {seed}").format(seed=quiz.sheet.seed),
        _("Version {label}").format(label=quiz.label),
    )
    return "/".join(("$course$", "top", *(step.replace("/", "//") for step in steps)))


def plain_number(number: float) -> str:
    """A number with a decimal point and no exponent, as Moodle reads it in every language."""
    return f"{number:.10f}".rstrip("0").rstrip(".")


def _category(quiz: Quiz, language: Language) -> Iterator[str]:
    yield '  <question type="category">'
    yield f"    <category>{_text(category(quiz, language))}</category>"
    yield f'    <info format="html">{_text("")}</info>'
    yield "    <idnumber></idnumber>"
    yield "  </question>"


def _question(item: Item, language: Language) -> Iterator[str]:
    yield '  <question type="numerical">'
    yield f"    <name>{_text(item.name)}</name>"
    yield f'    <questiontext format="html">{_text(str(item.text))}</questiontext>'
    yield f'    <generalfeedback format="html">{_text("")}</generalfeedback>'
    yield "    <defaultgrade>1.0000000</defaultgrade>"
    yield "    <penalty>0.3333333</penalty>"
    yield "    <hidden>0</hidden>"
    yield f"    <idnumber>{escape(item.id)}</idnumber>"
    yield _answer(100, item.number, item.tolerance, language.gettext("Right."))
    for wrong in item.wrong:
        yield _answer(0, wrong.number, wrong.tolerance, str(escape(wrong.feedback)))
    yield "    <unitgradingtype>0</unitgradingtype>"
    yield "    <unitpenalty>0.1000000</unitpenalty>"
    yield "    <showunits>3</showunits>"
    yield "    <unitsleft>0</unitsleft>"
    yield "  </question>"


def _answer(fraction: int, number: float, tolerance: float, feedback: str) -> str:
    return (
        f'    <answer fraction="{fraction}" format="moodle_auto_format"><text>{plain_number(number)}</text>'
        f'<feedback format="html">{_text(feedback)}</feedback>'
        f"<tolerance>{plain_number(tolerance)}</tolerance></answer>"
    )


def _text(content: str) -> str:
    return f"<text>{escape(content)}</text>"
