"""The timeline: the stages of one iteration from left to right, each a way to go there.

A deep network has more stages than there is room for: then a layer's two stages are one stop,
except near the current place, where each stage is separate.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from app.core.iteration import iteration
from app.core.stages import Stage
from app.session.practising import open_question
from app.session.session import Session
from app.view.quantities import symbols
from app.view.words.language import Language

FEW = 12  # stages whose captions have room to be whole
NARROW = 6  # layers up to which there is room for short ones
MOST = 16  # stages that all have a stop of their own
NEAR = 1  # groups on each side of the present one that are opened

DIRECTIONS = {"forward": "fwd", "cost": "fwd", "backward": "bwd", "update": "upd"}


class Stop(NamedTuple):
    """A place to go to: `stage`. `state` is done, here, ahead or asked about; a group has no caption.

    `short` is the caption where many stops share the room; empty where there are few, or too many for any.
    """

    stage: int
    symbol: Markup
    caption: str
    short: str
    title: str
    state: str


class Phase(NamedTuple):
    """One direction of the iteration: fwd, bwd or upd; its name and its stops."""

    direction: str
    name: str
    stops: tuple[Stop, ...]


class Timeline(NamedTuple):
    """The whole line, and what a screen reader says of it."""

    iteration: int
    stage: int
    steps: int
    spoken: str
    phases: tuple[Phase, ...]


def timeline(session: Session, language: Language) -> Timeline:
    """The timeline of a session at its place."""
    architecture = session.architecture
    open_ = open_question(session)
    asked = 0 if open_ is None else open_.question.stage
    phases = _phases(architecture.depth, architecture.bias, session.stage, asked, language)
    spoken = language.gettext("The start, nothing is computed yet")
    if session.stage:
        here = next(stop for phase in phases for stop in phase.stops if stop.state in ("here", "asked"))
        spoken = here.title
    return Timeline(session.iteration, session.stage, session.count, spoken, phases)


def caption(stage: Stage, depth: int, language: Language) -> str:
    """What a stage is called under its stop: hidden error."""
    return _captions(language)[_caption_key(stage, depth)]


# 0.1 ms for 2-3-1, 0.4 ms for ten hidden layers
@lru_cache(maxsize=1024)
def _phases(depth: int, bias: bool, stage: int, asked: int, language: Language) -> tuple[Phase, ...]:
    names = {
        "fwd": language.pgettext("pass", "Forward"),
        "bwd": language.pgettext("pass", "Backward"),
        "upd": language.pgettext("pass", "Update"),
    }
    stops: dict[str, list[Stop]] = {direction: [] for direction in names}
    for group in _groups(depth, bias, asked or stage):
        stop = _stop(group, depth, bias, stage, language)
        if asked:  # the ring of the stage that is asked about takes the place of the disc
            here = any(one.index == asked for one in group)
            stop = stop._replace(state="asked" if here else "done" if stop.state == "here" else stop.state)
        stops[DIRECTIONS[group[0].phase]].append(stop)
    return tuple(Phase(direction, name, tuple(stops[direction])) for direction, name in names.items())


def _groups(depth: int, bias: bool, stage: int) -> Iterator[tuple[Stage, ...]]:
    """The stages, one by one where there is room, else a layer's two together, opened near the place."""
    every = iteration(depth, bias).stages
    if len(every) <= MOST:
        yield from ((one,) for one in every)
        return
    groups: list[tuple[Stage, ...]] = []
    for one in every:
        if groups and one.layer is not None and groups[-1][0].layer == one.layer and groups[-1][0].phase == one.phase:
            groups[-1] = (*groups[-1], one)
        else:
            groups.append((one,))
    here = next((at for at, group in enumerate(groups) if group[-1].index >= max(stage, 1)), 0)
    for at, group in enumerate(groups):
        if abs(at - here) <= NEAR:
            yield from ((one,) for one in group)
        else:
            yield group


def _stop(group: tuple[Stage, ...], depth: int, bias: bool, stage: int, language: Language) -> Stop:
    first, last = group[0], group[-1]
    state = "ahead" if stage < first.index else "here" if stage <= last.index else "done"
    names = [_symbol(one, depth) for one in group]
    if len(group) > 1:
        title = f"{names[0].plain} · {names[-1].plain}"
        return Stop(last.index, Markup("%d") % (first.layer or 0), "", "", title, state)
    key, steps = _caption_key(first, depth), iteration(depth, bias).count
    caption = _captions(language)[key]
    short = _short_captions(language).get(key, caption) if steps > FEW and depth <= NARROW else ""
    step = language.gettext("Step %(step)s of %(steps)s") % {"step": first.index, "steps": steps}
    return Stop(first.index, names[0].html, caption, short, f"{step}, {caption}, {names[0].plain}", state)


def stage_symbol(stage: Stage, depth: int) -> Markup:
    """What a stage is called at its stop: E with the subscript h."""
    return _symbol(stage, depth).html


def _symbol(stage: Stage, depth: int) -> symbols.Name:
    if stage.kind == "update":
        return symbols.Name("W")
    return symbols.matrix(*stage.computes[0], depth)


def _caption_key(stage: Stage, depth: int) -> str:
    ends = stage.layer == depth and stage.kind in ("activation", "error")
    return f"last {stage.kind}" if ends else stage.kind


def _captions(language: Language) -> dict[str, str]:
    pgettext = language.pgettext
    return {
        "weighted_input": pgettext("timeline", "weighted input"),
        "activation": pgettext("timeline", "activation"),
        "last activation": pgettext("timeline", "prediction"),
        "cost": pgettext("timeline", "cost"),
        "last error": pgettext("timeline", "output error"),
        "error": pgettext("timeline", "hidden error"),
        "derivative": pgettext("timeline", "derivative"),
        "update": pgettext("timeline", "weights"),
    }


def _short_captions(language: Language) -> dict[str, str]:
    """The captions that are shorter where many stops share the room."""
    pgettext = language.pgettext
    return {
        "weighted_input": pgettext("short caption", "w. input"),
        "activation": pgettext("short caption", "activ."),
        "last activation": pgettext("short caption", "pred."),
        "last error": pgettext("short caption", "error"),
        "error": pgettext("short caption", "error"),
        "derivative": pgettext("short caption", "deriv."),
    }
