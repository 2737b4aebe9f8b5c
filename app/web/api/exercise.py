"""What practice takes and answers, between JSON and the session."""

from typing import Any

from app.core.errors import InvalidField
from app.core.practice.answering import Choice
from app.core.practice.choosing import Wish
from app.core.practice.place import Place
from app.core.practice.question import choices
from app.core.stages import Quantity, symbol
from app.session.errors import NotNext
from app.session.practice import HINTS, Asked
from app.session.practising import next_stage, upcoming
from app.session.session import Session
from app.view.practice import question_text
from app.view.practice.naming import Naming, plain
from app.view.words.language import Language
from app.web.api.explain import quantities_named
from app.web.api.models import AskFor, GivenAnswer


def wish(wanted: AskFor, session: Session) -> Wish:
    """What a session is to ask for; a name that several layers have means that of the next stage.

    Raises `InvalidField` for what the network does not have, and `NotNext` for a quantity of another stage.
    """
    if wanted.sample is not None and wanted.sample >= len(session.problem.X):
        raise InvalidField("sample", f"below {len(session.problem.X)}")
    if wanted.layer is not None and wanted.layer > session.architecture.depth:
        raise InvalidField("layer", f"at most {session.architecture.depth}")
    for field in ("unit", "input"):
        if wanted.kind == "which" and getattr(wanted, field) is not None:
            raise InvalidField(field, "not with this kind, which asks for it")
    if wanted.quantity is None:
        return Wish(wanted.kind, None, wanted.layer, wanted.unit, wanted.input)
    stage = next_stage(session)
    meant = quantities_named(wanted.quantity, wanted.layer, session.architecture)
    found = [quantity for quantity in meant if quantity in stage.computes]
    if not found:
        raise NotNext(stage)
    layer = found[0].layer if len(found) == 1 else None
    return Wish(wanted.kind, found[0].symbol, layer, wanted.unit, wanted.input)


def choice_or_text(given: GivenAnswer, asked: Asked) -> str | Choice:
    """An answer in the form that the question asks for. Raises `InvalidField` for another one."""
    which = asked.question.kind == "which"
    wanted, taken = ("unit", {"unit", "input", "layer"}) if which else ("text", {"text"})
    sent = given.model_dump(exclude_none=True)
    if wanted not in sent:
        raise InvalidField(wanted, f"required: the answer to this question is a {wanted}")
    for more in sorted(sent.keys() - taken):
        raise InvalidField(more, f"not to be given: the answer to this question is a {wanted}")
    if given.layer not in (None, asked.question.place.layer):
        raise InvalidField("layer", f"{asked.question.place.layer}, the layer of the question")
    return Choice(sent["unit"], given.input) if which else str(sent["text"])


def question(asked: Asked, session: Session, spoken: Language) -> dict[str, Any]:
    """The fields of `schemas.OpenQuestion`."""
    about, place = asked.question, asked.question.place
    which = about.kind == "which"
    numbers = upcoming(session)
    return {
        "id": asked.id,
        "kind": about.kind,
        "quantity": symbol(Quantity(place.letter, place.layer), session.architecture.depth),
        "layer": place.layer,
        "sample": place.sample,
        "unit": None if which else place.unit,
        "input": None if which else place.input,
        "stage": about.stage,
        "text": plain(question_text.title(Naming(session, about, spoken))),
        "choices": [{"unit": at.unit, "input": at.input} for at in choices(about, numbers)] if which else None,
        "tries": asked.tries,
        "hints": HINTS - asked.hints,
    }


def concern(place: Place) -> dict[str, Any]:
    """The fields of `schemas.Concern`."""
    return {
        "quantity": place.letter,
        "layer": place.layer,
        "sample": place.sample,
        "unit": place.unit,
        "input": place.input,
    }
