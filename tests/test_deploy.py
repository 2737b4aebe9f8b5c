"""The administrators' documentation agrees with the program and with compose.yaml."""

import re
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from app.settings import SETTINGS, Settings, read_settings, variable

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "deploy.md").read_text()
ROWS = dict(re.findall(r"^\| `(BACKPROP_\w+)` \| ([^|]*) \|", TEXT, re.MULTILINE))


def test_the_defaults_in_the_table_are_those_of_the_program() -> None:
    plain = Settings(store="sqlite:////somewhere")
    said = {name: ROWS[variable(name)].strip("` ").replace("none", "") for name in SETTINGS if name != "store"}
    read = read_settings({"BACKPROP_STORE": plain.store, **{variable(name): text for name, text in said.items()}})
    assert read == plain


def test_one_container_has_a_volume_and_several_share_a_store_that_evicts_nothing() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    single, app, valkey = (compose["services"][name] for name in ("single", "app", "valkey"))
    assert [single["profiles"], app["profiles"], valkey["profiles"]] == [["single"], ["scale"], ["scale"]]
    assert single["volumes"] == ["sessions:/data"]
    for program in (single, app):
        assert program["read_only"] is True
        assert program["cap_drop"] == ["ALL"]
        assert program["security_opt"] == ["no-new-privileges:true"]
    environ = {name: value for name, value in app["environment"].items() if name.startswith("BACKPROP_")}
    settings = read_settings(environ)
    assert settings.store == "valkey://valkey:6379/0"
    assert settings.profile == "https"
    assert "--maxmemory-policy noeviction" in valkey["command"]
    assert "--appendonly yes" in valkey["command"]
    assert "ports" not in app  # only Caddy can be reached from outside
    assert "ports" not in valkey


def test_every_variable_in_it_and_in_the_compose_file_exists() -> None:
    named = set(re.findall(r"BACKPROP_[A-Z_]+", TEXT + (ROOT / "compose.yaml").read_text()))
    assert named <= {variable(name) for name in SETTINGS} | {"BACKPROP_DOMAIN"}
