"""What the documentation for administrators says is so."""

import re
from pathlib import Path

from app.settings import SETTINGS, Settings, read_settings, variable

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "deploy.md").read_text()
ROWS = dict(re.findall(r"^\| `(BACKPROP_\w+)` \| ([^|]*) \|", TEXT, re.MULTILINE))


def test_the_defaults_in_the_table_are_those_of_the_program() -> None:
    plain = Settings(store="sqlite:////somewhere")
    said = {name: ROWS[variable(name)].strip("` ").replace("none", "") for name in SETTINGS if name != "store"}
    read = read_settings({"BACKPROP_STORE": plain.store, **{variable(name): text for name, text in said.items()}})
    assert read == plain


def test_every_variable_that_it_or_the_compose_file_names_is_there() -> None:
    named = set(re.findall(r"BACKPROP_[A-Z_]+", TEXT + (ROOT / "compose.yaml").read_text()))
    assert named <= {variable(name) for name in SETTINGS} | {"BACKPROP_DOMAIN"}
