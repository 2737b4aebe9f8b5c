"""Lesson 7: the program of one iteration, the same in a loop that learns, one with a wrong line, and PyTorch's."""

from typing import NamedTuple

from app.view.lessons.code import count, learn, setting, torch_twin
from app.view.lessons.code.count import Count
from app.view.lessons.code.fault import FaultFinding, accused, fault_finding, number_of_fault
from app.view.lessons.code.learn import Chosen, Learning
from app.view.lessons.code.listing import LAST, Listing, listing
from app.view.lessons.code.run import Run, run
from app.view.lessons.code.torch_twin import Twin
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.guess import count_guess, number_guess
from app.view.lessons.kit.query import Query
from app.view.words.language import Language

COUNT, RUN, LEARN, FAULT, TORCH = range(1, 6)


class CodeLesson(NamedTuple):
    """Everything the page of the lesson shows: the part of the open beat, and None for the others."""

    beats: Beats
    view: str
    listing: Listing | None
    counted: Count | None
    run: Run | None
    learning: Learning | None
    fault: FaultFinding | None
    twin: Twin | None
    training: Chosen
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> CodeLesson:
    """The lesson for these settings."""
    beat = here(query, TORCH)
    stage = query.whole("stage", 0, 0, LAST).whole
    chosen, training = setting.setting(query), learn.chosen(query)
    lines, dWh = count_guess(query, "lines"), number_guess(query, "dWh")
    cost, replaced = number_guess(query, "cost"), count_guess(query, "replaced")
    fault = number_of_fault(query)
    suspects = accused(query, fault)
    view = "phone" if query.view == "phone" else "desk"
    # the query is complete now, and addresses can be made of it
    program = listing(query, chosen, stage) if beat == RUN else None
    return CodeLesson(
        beats(query, _texts(query.language)),
        view,
        program,
        count.count(lines, chosen.lines(query.language), view) if beat == COUNT else None,
        run(dWh, chosen, stage, query.language) if beat == RUN else None,
        learn.learning(cost, training, view, query.language) if beat == LEARN else None,
        fault_finding(query, fault, suspects) if beat == FAULT else None,
        torch_twin.twin(replaced, training, query.language) if beat == TORCH else None,
        training,
        query.fields,
        query,
    )


def _texts(language: Language) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    say = language.gettext
    return (
        (say("How many lines does it take?"), say("28 lines. Four of them are the whole way back.")),
        (say("Does it compute what you did by hand?"), say("The same ten numbers, line by line.")),
        (say("Does it learn?"), say("In a loop, the same lines learn XOR.")),
        (
            say("One line is wrong. Which?"),
            say("A faulty program may run and even learn. Measured slopes find the fault."),
        ),
        (say("And in PyTorch?"), ""),
    )
