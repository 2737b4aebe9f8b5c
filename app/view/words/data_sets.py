"""Names of data sets for people: one row for each row of `core.data_sets`, with the same name."""

from app.core.data_sets import DATA_SETS
from app.view.words.language import N_, Language

LABELS = {
    "and": N_("AND"),
    "or": N_("OR"),
    "xor": N_("XOR"),
}


def labels(language: Language) -> dict[str, str]:
    """Names and labels for a list, in the order of the core."""
    return {name: language.gettext(LABELS[name]) for name in DATA_SETS}
