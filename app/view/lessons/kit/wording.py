"""Words and numbers of a question in the reader's language."""

from app.view.lessons.kit.question import Question, Slips
from app.view.words import numbers
from app.view.words.language import N_, Language

# what a step does to a weight
WEIGHT_MOVES = (("more", N_("It grows")), ("less", N_("It shrinks")), ("same", N_("It stays the same")))


class Wording:
    """Says messages with numbers in them: say("X = {X}", X=-2.0)."""

    def __init__(self, language: Language) -> None:
        """Messages are translated, numbers printed, as this language does it."""
        self.language = language

    def __call__(self, message: str, **values: float | str) -> str:
        """The translated message with its values; numbers are printed."""
        shown = {name: each if isinstance(each, str) else self.text(each) for name, each in values.items()}
        return self.language.gettext(message).format(**shown)

    def counted(self, one: str, many: str, count: int) -> str:
        """A number with its noun: say.counted("{n} weight", "{n} weights", 24)."""
        return self.language.ngettext(one, many, count).format(n=numbers.whole(count, self.language.locale))

    def text(self, value: float) -> str:
        """A number."""
        return numbers.text(value, self.language.locale)

    def factor(self, value: float | str) -> str:
        """A number as a factor or after a minus: in brackets if it is negative. Text stays as it is."""
        return value if isinstance(value, str) else numbers.bracketed(value, self.language.locale)

    def product(self, *factors: float | str) -> str:
        """Numbers with dots between them."""
        first, *others = factors
        start = first if isinstance(first, str) else self.text(first)
        return " · ".join((start, *map(self.factor, others)))

    def gap(self, one: float, other: float) -> str:
        """A difference as a factor: (4 − 1)."""
        return f"({self.text(one)} − {self.factor(other)})"


def number(
    say: Wording,
    text: str,
    expected: float,
    because: str,
    *,
    name: str,
    slips: Slips,
    otherwise: str,
    hint: str,
    first: str,
    whole: bool = False,
) -> Question:
    """A question for a number that is `because` = (4 − 1) · 1 · (−2), called `name` in the solution.

    The opposite sign is a slip of every number, unless a more particular one gives the same number.
    """
    named = {slip for slip, _ in slips}
    sign = ((-expected, say("The size is right. Check the sign.")),) if -expected not in named and not whole else ()
    return Question(
        "number",
        text,
        expected,
        (*slips, *sign),
        otherwise,
        hint,
        first,
        f"{name} = {because} = {say.text(expected)}",
        say("Right: {because}.", because=because),
        whole=whole,
    )


def choice(
    say: Wording,
    text: str,
    expected: str,
    because: str,
    *,
    options: tuple[tuple[str, str], ...],
    otherwise: str,
    hint: str,
    first: str,
    slips: Slips = (),
    lengths: tuple[int, ...] = (),
) -> Question:
    """A question for one of several options; `because` is a sentence."""
    solution = say("{answer}. {because}", answer=dict(options)[expected], because=because)
    right = say("Right. {because}", because=because)
    return Question("choice", text, expected, slips, otherwise, hint, first, solution, right, options, lengths=lengths)


def marks(
    say: Wording,
    text: str,
    expected: tuple[str, ...],
    because: str,
    *,
    options: tuple[tuple[str, str], ...],
    otherwise: str,
    hint: str,
    first: str,
) -> Question:
    """A question for those of the options that fit, `expected` in the order of the options; `because` is a sentence."""
    labels = dict(options)
    solution = say("{answer}. {because}", answer=", ".join(labels[value] for value in expected), because=because)
    right = say("Right. {because}", because=because)
    return Question("marks", text, expected, (), otherwise, hint, first, solution, right, options)


def sign_of(value: float) -> str:
    """The option for a sign."""
    return "more" if value > 0 else "less" if value < 0 else "same"
