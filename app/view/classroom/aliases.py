"""The names that members of a class get: an adjective and an animal, made up for the class and kind to everybody.

Each language has as many adjectives and animals as English, in its catalogue; every adjective must fit every animal
(the Russian animals are all masculine).
"""

from app.classroom.member import NAMES
from app.view.words.language import N_, Language, language

ADJECTIVES = N_(
    "Amber Azure Brave Bright Brisk Bronze Calm Candid Cheerful Clear Clever Copper Coral Crystal Curious "
    "Daring Eager Early Fair Gentle Golden Hardy Honest Indigo Ivory Jade Jolly Keen Kind Lively Lucky "
    "Lunar Merry Misty Nimble Noble Patient Pearl Polite Proud Quick Quiet Ready Rosy Sharp Silver Steady "
    "Sunny Tidy Witty"
)
ANIMALS = N_(
    "Badger Bison Bear Crane Crow Deer Dolphin Eagle Egret Elk Falcon Finch Fox Gecko Gibbon Hare Hawk "
    "Hedgehog Heron Ibex Jay Kestrel Kite Koala Lark Lemur Lion Lynx Magpie Marten Mole Moose Newt Orca "
    "Otter Owl Panda Penguin Puffin Raven Robin Seal Stoat Stork Swan Swift Tern Turtle Vole Yak"
)


def alias(number: int, code: str) -> str:
    """The name with that number, in the language of that code."""
    adjectives, animals = _words(language(code))
    adjective, animal = divmod(number, len(animals))
    return f"{adjectives[adjective]} {animals[animal]}"


def number_of(name: str, code: str) -> int | None:
    """The number of a name, None where there is no such name."""
    adjectives, animals = _words(language(code))
    adjective, _, animal = name.partition(" ")
    if adjective not in adjectives or animal not in animals:
        return None
    return adjectives.index(adjective) * len(animals) + animals.index(animal)


def _words(spoken: Language) -> tuple[list[str], list[str]]:
    """The adjectives and the animals of a language; the English ones where it has not enough."""
    found = spoken.gettext(ADJECTIVES).split(), spoken.gettext(ANIMALS).split()
    return found if len(found[0]) * len(found[1]) == NAMES else (ADJECTIVES.split(), ANIMALS.split())
