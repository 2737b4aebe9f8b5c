"""The settings of lesson 7: numbers or matrices, their sizes, their entries, the learning rate."""

from typing import NamedTuple

from app.view.lessons.code import program
from app.view.lessons.kit.matrix_fields import Given, Rows, matrix, scalar
from app.view.lessons.kit.query import Choice, Query
from app.view.words.language import Language

MAX_ENTRY = 1e6  # results computed from entries up to this size stay finite

SCALARS = {"x": 2.0, "y": 1.0, "Wh": 0.5, "Wo": 1.5}
MATRICES: dict[str, Rows] = {  # at their largest sizes
    "x": ((1.0, 2.0, -1.0, 0.5), (0.5, -1.0, 1.5, 1.0), (-2.0, 1.0, 0.5, -0.5), (1.5, 0.5, 1.0, -1.0)),
    "y": ((1.5, 0.5, 1.0), (0.5, 1.0, 0.0), (1.0, 0.0, 0.5), (0.0, 1.5, 1.0)),
    "Wh": ((0.4, -0.6, 0.5, 0.2), (0.3, -0.2, 0.1, -0.5), (-0.3, 0.8, 0.6, 0.4), (0.7, 0.1, -0.4, 0.9)),
    "Wo": ((0.7, 0.3, -0.2), (0.5, -0.6, 0.4), (-0.4, 0.8, 0.5), (0.2, -0.1, 0.9)),
}
SHAPES = {
    "x": ("samples", "inputs"),
    "y": ("samples", "outputs"),
    "Wh": ("inputs", "hidden"),
    "Wo": ("hidden", "outputs"),
}
LIMITS = {"samples": (1, 4), "inputs": (2, 4), "hidden": (3, 4), "outputs": (1, 3)}  # (initial, maximum)


class Setting(NamedTuple):
    """The kind, the sizes by name, the fields of both kinds, and the learning rate."""

    kind: Choice
    sizes: dict[str, Choice]
    fields: dict[str, tuple[Given, ...]]
    rate: Given

    @property
    def given(self) -> dict[str, Rows]:
        """The numbers of the chosen kind."""
        return {each.name: each.values for each in self.fields[self.kind.value]}

    @property
    def learning_rate(self) -> float:
        """The learning rate."""
        return self.rate.values[0][0]

    def lines(self, language: Language) -> list[program.ProgramLine]:
        """The program with these numbers."""
        return program.lines(self.kind.value, self.given, self.learning_rate, language)

    def text(self, language: Language) -> str:
        """The program with these numbers, as a file."""
        return program.text(self.kind.value, self.given, self.learning_rate, language)


def setting(query: Query) -> Setting:
    """The settings in the address."""
    say = query.language.gettext
    kind = query.choice("kind", {"scalars": say("Numbers"), "matrices": say("Matrices")}, "scalars")
    sizes = {
        name: query.choice(name, {str(size): str(size) for size in range(1, most + 1)}, str(first))
        for name, (first, most) in LIMITS.items()
    }
    numbers = {name: int(size.value) for name, size in sizes.items()}
    fields = {
        "scalars": tuple(scalar(query, name, value, MAX_ENTRY) for name, value in SCALARS.items()),
        "matrices": tuple(
            matrix(query, name, entries, (numbers[SHAPES[name][0]], numbers[SHAPES[name][1]]), MAX_ENTRY)
            for name, entries in MATRICES.items()
        ),
    }
    return Setting(kind, sizes, fields, Given("lr", ((query.number("lr", 0.1, 0.0001, 100.0),),)))


def program_text(query: Query) -> str:
    """The program that the address describes, as a file."""
    return setting(query).text(query.language)
