"""The summary names aliases only, and is safe to open in a spreadsheet."""

import csv
import io

from app.classroom.classroom import Classroom
from app.classroom.following import answered
from app.classroom.leading import asked, asked_again
from app.classroom.member import Member
from app.classroom.summary import Row, as_csv, rows
from app.core.practice.choosing import Wish


def test_every_answer_is_one_row_in_order(classroom: Classroom) -> None:
    open_ = asked(classroom, 100.0, Wish("number", "E", 1, 1))
    again = asked_again(open_, 200.0)
    fox, owl = (Member(number, b"", 0.0) for number in range(2))
    fox = answered(answered(fox, open_, "-0.385", 104.0), again, "0", 203.25)
    owl = answered(owl, open_, "0", 109.0)
    found = list(rows(again, [("Owl", owl), ("Fox", fox)], ["What is Eh2?"]))
    assert found == [
        Row("Fox", 1, "What is Eh2?", 1, "-0.385", False, "slope-left-out", 1, 4.0),
        Row("Owl", 1, "What is Eh2?", 1, "0", True, None, 1, 9.0),
        Row("Fox", 1, "What is Eh2?", 2, "0", True, None, 1, 3.2),
    ]


def test_a_table_reads_back_and_nothing_in_it_is_a_formula() -> None:
    answers = [
        Row("Fox", 1, "What is Eh2?", 1, text, False, None, 1, 1.0)
        for text in ("=1+1", "+1-2", "-0.77*0.5", "@SUM(A1)", "\t=1", "-0.385", "−0,385", 'a "b", c')
    ]
    text = as_csv(answers, ["alias", "question", "text", "round", "answer", "right", "slip", "tries", "seconds"])
    assert text.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(text[1:])))
    assert [row[4] for row in table[1:]] == [
        "'=1+1",
        "'+1-2",
        "'-0.77*0.5",
        "'@SUM(A1)",
        "'\t=1",
        "-0.385",
        "−0,385",
        'a "b", c',
    ]
