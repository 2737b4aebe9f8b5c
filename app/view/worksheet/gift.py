r"""The questions in GIFT: numerical questions with tolerance and feedback, in a category for each version.

The format is that of https://docs.moodle.org/en/GIFT_format. A backslash precedes ~ = # { } : and itself; a
blank line ends a question, so there is none inside.
"""

from collections.abc import Iterator, Sequence

from markupsafe import escape

from app.view.words.language import Language
from app.view.worksheet.items import Item, Quiz
from app.view.worksheet.moodle import category, plain_number

MEDIA_TYPE = "text/plain"

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n", "\r": ""})


def gift(quizzes: Sequence[Quiz], language: Language) -> str:
    """The file of some versions."""
    blocks = []
    for quiz in quizzes:
        blocks.append(f"$CATEGORY: {category(quiz, language)}")
        blocks += ["\n".join(_question(item, language)) for item in quiz.items]
    return "\n\n".join(blocks) + "\n"


def _question(item: Item, language: Language) -> Iterator[str]:
    yield f"// [id:{item.id}]"
    yield f"::{_escaped(item.name)}::[html]{_escaped(str(item.text))}{{#"
    yield f"={plain_number(item.number)}:{plain_number(item.tolerance)}#{_escaped(language.gettext('Right.'))}"
    for wrong in item.wrong:
        feedback = _escaped(str(escape(wrong.feedback)))
        yield f"=%0%{plain_number(wrong.number)}:{plain_number(wrong.tolerance)}#{feedback}"
    yield "}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
