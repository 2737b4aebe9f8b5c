"""The words at the start of an iteration: at the first, what the network should say, and how long it takes to see."""

from app.core.architecture import Architecture
from app.view.panel.stage_text import Words
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import N_, Language

MOST_NAMED = 4  # targets that are printed
STEPS_A_MINUTE = 10


def start(blank: Words, revealed: Revealed, language: Language) -> Words:
    """The words of the start at the session's place; `blank` has the badge."""
    if revealed.session.iteration:
        return _later(blank, revealed.session.iteration, language)
    _ = language.gettext
    steps = revealed.session.count
    minutes = max(1, round(steps / STEPS_A_MINUTE))
    press = _("Press Step to see what it says, and then who is to blame.")
    time = language.ngettext(
        "({steps} steps, about {minutes} minute.)", "({steps} steps, about {minutes} minutes.)", minutes
    ).format(steps=steps, minutes=minutes)
    hint = _("Click any number to see where it comes from.")
    return blank._replace(title=_wanted(revealed, language), sentence=f"{press} {time}", hint=hint)


def _later(blank: Words, iteration: int, language: Language) -> Words:
    title = language.gettext("Start of iteration {n}").format(n=numbers.whole(iteration + 1, language.locale))
    return blank._replace(title=title, sentence=language.gettext(_NOTHING_YET))


def _wanted(revealed: Revealed, language: Language) -> str:
    """What the network should say of the sample."""
    targets = revealed.row("Y", revealed.depth)
    one = revealed.samples == 1
    if _is_class(revealed.architecture, targets):
        return language.gettext(_CLASS[one]).format(n=targets.index(1.0) + 1)
    if len(targets) > MOST_NAMED:
        return language.gettext(_MANY[one]).format(n=len(targets))
    named = language.listed([numbers.text(target, language.locale) for target in targets])
    return language.gettext(_NUMBERS[one]).format(targets=named)


def _is_class(architecture: Architecture, targets: list[float]) -> bool:
    """Whether the targets name one of several classes, and the outputs are probabilities."""
    one_of_all = sorted(targets) == [*(0.0 for _ in targets[1:]), 1.0]
    return architecture.activations[-1] == "softmax" and len(targets) > 1 and one_of_all


_NUMBERS = {
    True: N_("This network should say {targets}."),
    False: N_("For this sample the network should say {targets}."),
}
_CLASS = {
    True: N_("This network should choose class {n}."),
    False: N_("For this sample the network should choose class {n}."),
}
_MANY = {
    True: N_("This network should hit {n} targets."),
    False: N_("For this sample the network should hit {n} targets."),
}
_NOTHING_YET = N_("Nothing of this iteration is computed yet. Each step computes one more line.")
