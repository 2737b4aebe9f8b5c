import json
import re
import subprocess
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_packages_and_versions_and_no_address(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ; [\w \"'=!<>.]+)?", line), line
    assert not re.search(r"://|--|@|/(opt|home|root|tmp|usr)\b", lock.read_text())


def test_every_library_that_the_project_names_is_locked() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = declared["optional-dependencies"]
    for lock, wanted in (("run", declared["dependencies"] + extras["redis"]), ("dev", extras["dev"])):
        locked = (ROOT / "requirements" / f"{lock}.txt").read_text()
        for requirement in wanted:
            name = re.split(r"[^\w-]", requirement)[0]
            assert f"\n{name}==" in locked, f"{name} is not in requirements/{lock}.txt: make lock"


def test_tests_use_the_versions_that_the_program_is_installed_with() -> None:
    run, dev = (
        set(re.findall(r"(?m)^[a-z0-9-]+==\S+", (ROOT / "requirements" / f"{lock}.txt").read_text()))
        for lock in ("run", "dev")
    )
    assert run <= dev


def test_the_lock_file_of_the_front_end_names_no_address_of_a_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert name == "" or "integrity" in package, name


def test_the_front_end_libraries_are_pinned_exactly() -> None:
    declared = json.loads((ROOT / "package.json").read_text())
    for name, version in (declared["dependencies"] | declared["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_built_files_are_not_in_git() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    built = re.compile(r"^static/(dist|vendor)/|^node_modules/|\.mo$|^\.venv|__pycache__")
    assert [name for name in tracked if built.search(name)] == []


def test_the_build_creates_a_script_a_style_sheet_fonts_and_licences() -> None:
    static = ROOT / "static"
    assert (static / "dist" / "app.js").stat().st_size > 10_000
    style = (static / "dist" / "app.css").read_text()
    fonts = re.findall(r"\.\./vendor/(fonts/[\w.-]+\.woff2)", style)
    assert {re.split(r"-(?:latin|cyrillic|greek|[0-9A-Z]{8})", name)[0] for name in fonts} == {
        "fonts/inter",
        "fonts/stix-two-math",
        "fonts/stix-two-text",
        "fonts/jetbrains-mono",
    }
    for name in fonts:
        assert (static / "vendor" / name).is_file()
    assert len(list((static / "vendor" / "licences").iterdir())) == 5


def test_the_package_declares_what_it_needs() -> None:
    declared = metadata("backprop-visualizer")
    assert declared["Requires-Python"] == ">=3.11"
    assert declared["License-Expression"] == "MIT"
