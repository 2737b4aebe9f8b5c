"""The version, the changelog, the release notes, and the configuration of GitHub and pre-commit."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"


def test_the_newest_release_of_the_changelog_is_the_version() -> None:
    assert re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$", CHANGELOG, re.MULTILINE)[0] == VERSION


def test_the_version_has_release_notes() -> None:
    assert f"# Release notes for {VERSION}\n" in (ROOT / "docs" / "releases" / f"{VERSION}.md").read_text("utf-8")


def test_every_decision_is_in_the_list_and_states_context_decision_and_consequences() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("0*.md"))
    assert re.findall(r"\((0[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")) == files
    for name in files:
        text = (folder / name).read_text("utf-8")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], name


def test_the_folders_in_the_architecture_guide_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:app|static|templates|tests)/[\w./]*)`", text)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-workflows", WORKFLOW)],
    ids=["github"],
)
def test_the_configuration_fits_its_schema(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_workflow_pins_its_actions_and_may_only_read() -> None:
    text = WORKFLOW.read_text("utf-8")
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    assert [action for action in actions if not re.fullmatch(r"[\w/-]+@v\d+\.\d+\.\d+", action)] == []
    assert re.findall(r"^permissions:\n((?: .+\n)+)", text, re.MULTILINE) == ["  contents: read\n"]


def test_pre_commit_accepts_its_configuration() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_workflow_runs_the_one_command_and_starts_the_image_as_the_readme_does() -> None:
    workflow, readme = WORKFLOW.read_text("utf-8"), (ROOT / "README.md").read_text("utf-8")
    assert "run: make test\n" in workflow
    options = re.search(r"docker run (-p .+) backprop\n", readme)
    assert options is not None
    assert options[1] in workflow
