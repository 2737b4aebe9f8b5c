"""The names that members of a class get: an adjective and an animal, made up for the class and kind to everybody.

The Russian animals are all masculine, so that every adjective fits every animal.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The words of a language, as many of each as in every other language."""

    adjectives: tuple[str, ...]
    animals: tuple[str, ...]


def _words(adjectives: str, animals: str) -> Words:
    return Words(tuple(adjectives.split()), tuple(animals.split()))


_ENGLISH = _words(
    """
        Amber Azure Brave Bright Brisk Bronze Calm Candid Cheerful Clear Clever Copper Coral Crystal Curious
        Daring Eager Early Fair Gentle Golden Hardy Honest Indigo Ivory Jade Jolly Keen Kind Lively Lucky
        Lunar Merry Misty Nimble Noble Patient Pearl Polite Proud Quick Quiet Ready Rosy Sharp Silver Steady
        Sunny Tidy Witty
    """,
    """
        Badger Bison Bear Crane Crow Deer Dolphin Eagle Egret Elk Falcon Finch Fox Gecko Gibbon Hare Hawk
        Hedgehog Heron Ibex Jay Kestrel Kite Koala Lark Lemur Lion Lynx Magpie Marten Mole Moose Newt Orca
        Otter Owl Panda Penguin Puffin Raven Robin Seal Stoat Stork Swan Swift Tern Turtle Vole Yak
    """,
)

_RUSSIAN = _words(
    """
        Янтарный Лазурный Храбрый Яркий Бодрый Бронзовый Спокойный Искренний Весёлый Ясный Умный Медный
        Коралловый Хрустальный Пытливый Отважный Усердный Ранний Честный Ласковый Золотой Стойкий Верный
        Синий Снежный Нефритовый Радостный Зоркий Добрый Живой Удачливый Лунный Звёздный Туманный Проворный
        Благородный Терпеливый Жемчужный Вежливый Гордый Быстрый Тихий Бравый Румяный Меткий Серебряный
        Надёжный Солнечный Чуткий Остроумный
    """,
    """
        Барсук Бизон Медведь Журавль Ворон Марал Дельфин Орёл Аист Ягуар Сокол Зяблик Лис Геккон Гиббон Заяц
        Ястреб Ёж Павлин Козерог Дрозд Стриж Коршун Кулик Жаворонок Лемур Лев Бобр Скворец Соболь Крот Енот
        Тритон Кит Морж Филин Тигр Пингвин Щегол Грач Снегирь Нарвал Горностай Пеликан Лебедь Барс Чиж Сурок
        Леопард Як
    """,
)

WORDS: Mapping[str, Words] = {"en": _ENGLISH, "ru": _RUSSIAN}

COUNT = len(_ENGLISH.adjectives) * len(_ENGLISH.animals)
"""How many names there are in each language; a member's number is below it."""


def alias(number: int, language: str) -> str:
    """The name with that number. A language without words of its own uses the English ones."""
    words = WORDS.get(language, _ENGLISH)
    adjective, animal = divmod(number, len(words.animals))
    return f"{words.adjectives[adjective]} {words.animals[animal]}"


def number_of(name: str, language: str) -> int | None:
    """The number of a name, None where there is no such name."""
    words = WORDS.get(language, _ENGLISH)
    adjective, _, animal = name.partition(" ")
    if adjective not in words.adjectives or animal not in words.animals:
        return None
    return words.adjectives.index(adjective) * len(words.animals) + words.animals.index(animal)
