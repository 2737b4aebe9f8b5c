"""The question of each beat of the lesson on the three equations, and what was seen in it."""

from app.core.tape import Tape
from app.view.lessons.three_equations.guesses import Arrival, Learned
from app.view.lessons.three_equations.passes import shares
from app.view.words import numbers
from app.view.words.language import Language


def texts(tape: Tape, arrival: Arrival, learned: Learned, language: Language) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    say = language.gettext
    sent = [numbers.text(value, language.locale) for value in shares(tape)[0].tolist()]
    arrived = say("{one} and {other} arrive at {unit}: {sum}.") if len(sent) > 1 else say("{sum} arrives at {unit}.")
    pull = say("Two outputs pull at one unit. Who wins?") if len(sent) > 1 else say("What arrives at a hidden unit?")
    stopped = say("A closed gate stops the error: {error} = 0.")
    gate = stopped if learned.shut else say("The gate multiplies what arrives by {slope}.")
    return (
        (say("Can the long product be made shorter?"), say("(ŷ − y) · R′(Zo) has a name of its own: Eo.")),
        (pull, arrived.format(one=sent[0], other=sent[-1], sum=arrival.value, unit=arrival.unit)),
        (say("What does a closed gate do?"), gate.format(error=learned.error, slope=learned.slope)),
        (say("And with one more layer?"), say("The same equation again, from the errors of the next layer.")),
        (say("How many equations does it take?"), ""),
    )
