"""The names and the numbers that the sentences about a question use, as HTML and as plain text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from markupsafe import Markup, escape

from app.core.practice.choosing import made_of
from app.core.practice.place import Place
from app.core.practice.question import Question
from app.session.practising import before_next, upcoming
from app.session.session import Session
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.as_text import MORE
from app.view.quantities import expressions, symbols
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import Revealed, Source, source
from app.view.words import numbers
from app.view.words.language import Language


@dataclass(frozen=True)
class Naming:
    """Names what a question of a session is about, in a language.

    Numbers are read from what is revealed before the stage that is asked about, so that no answer can be among them.
    """

    session: Session
    question: Question
    language: Language

    @cached_property
    def revealed(self) -> Revealed:
        """What the learner may know."""
        return Revealed(before_next(self.session), self.question.place.sample or 0)

    @property
    def place(self) -> Place:
        """The place of the number that is asked for."""
        return self.question.place

    def name(self, place: Place) -> Markup:
        """The name of a number: E with the subscript h2."""
        return symbols.element(place.key, self.revealed.sizes).html

    def unit(self, place: Place) -> Markup:
        """The name of the unit that a number belongs to."""
        return symbols.unit(place.layer, place.unit, self.revealed.sizes).html

    def value(self, place: Place) -> str:
        """A number as the screen prints it. Raises `NotRevealed` for one that is not known yet."""
        return numbers.text(self.revealed.value(place.key, place.sample), self.language.locale)

    @property
    def operands(self) -> tuple[Place, ...]:
        """The known numbers that the one asked for is made of; for a slope, the weighted input it is taken at."""
        return self.operands_of(self.place)

    def operands_of(self, place: Place) -> tuple[Place, ...]:
        """The known numbers that a number of the next stage is made of."""
        made = made_of(place, upcoming(self.session))
        return tuple(dict.fromkeys(other.at("Z") if other.letter == "R" else other for other in made))

    def parts(self, place: Place, limit: int = 0) -> tuple[Parts, Parts]:
        """The formula of a number with symbols, and the same with numbers."""
        form = self.revealed.form
        if place.new:
            return expressions.update(form, place.key, "lr"), expressions.update(form, place.key, form.rate)
        symbolic = expressions.formula(form, place.key, limit)
        if place.letter == "C" and form.samples > 1:  # the costs of the samples are not known yet
            return symbolic, ("(", *expressions.sample_cost(form, limit), f" + {MORE}) / {form.samples}")
        return symbolic, expressions.numbers(form, place.key, limit)

    def symbol(self, part: Term | float, bracket: bool) -> str:
        """A part of a formula as a name in plain text."""
        if isinstance(part, Term):
            return symbols.element(part.key, self.revealed.sizes).plain
        return self.number(part, bracket)

    def number(self, part: Term | float, bracket: bool) -> str:
        """A part of a formula as a number in plain text; a slope that is not known yet as R′ of its weighted input."""
        printed = numbers.bracketed if bracket else numbers.text
        if not isinstance(part, Term):
            return printed(part, self.language.locale)
        if part.key.letter == "R" and not self.revealed.knows(source(part.key)):
            z = self.revealed.value(part.key._replace(letter="Z"), part.sample)
            return f"R′({numbers.text(z, self.language.locale)})"
        return printed(self.revealed.value(part.key, part.sample), self.language.locale)

    @cached_property
    def words(self) -> Mapping[str, Markup]:
        """The placeholders of the sentences. What a question does not have is left out."""
        at, architecture = self.place, self.revealed.architecture
        found = {
            "name": self.whole_name(at),
            "unit": self.unit(at) if at.letter != "C" else Markup(),
            "count": escape(numbers.whole(self.revealed.samples, self.language.locale)),
            "rate": escape(numbers.text(self.revealed.form.rate, self.language.locale)),
        }
        if at.letter in ("H", "E"):
            activation = ACTIVATIONS[architecture.activations[at.layer - 1]].label
            found["activation"] = escape(self.language.gettext(activation))
            found["h"], found["z"] = self.name(at.at("H")), self.name(at.at("Z"))
            found["slope"] = self.name(at.at("R"))
            found["z_value"] = escape(self.value(at.at("Z")))
        if at.letter in ("W", "B") and at.new:
            derivative = at._replace(letter=f"d{at.letter}", new=False)
            found["derivative"], found["derivative_value"] = self.name(derivative), escape(self.value(derivative))
        if at.letter == "dW":
            found["weight"] = self.name(at._replace(letter="W"))
            found["source"] = symbols.unit(at.layer - 1, at.input or 0, self.revealed.sizes).html
        return found

    def whole_name(self, place: Place) -> Markup:
        """The name of a number; of one after the update "new" and the name."""
        name = self.name(place)
        return escape(self.language.gettext("new {name}")).format(name=name) if place.new else name

    def knows(self, place: Place) -> bool:
        """Whether the learner may see a number."""
        return self.revealed.knows(Source(place.letter, place.layer, place.new))


def filled(text: str, words: Mapping[str, Markup]) -> Markup:
    """A sentence with its placeholders filled in; faster than `Markup.format`, because all words are HTML already."""
    return Markup(str(escape(text)).format_map(words))  # noqa: S704 - a translation, escaped, and words that are HTML


def plain(html: Markup) -> str:
    """Words with names in HTML as plain text: Eh2 without its markup."""
    return " ".join(unescape(_TAG.sub("", html)).split())


_TAG = re.compile("<[^>]*>")
