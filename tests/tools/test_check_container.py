from pathlib import Path

import pytest

from tools import check_container


@pytest.mark.parametrize("engine", [None, "#!/bin/sh\nexit 1\n"], ids=["no tool", "a tool without its engine"])
def test_without_a_container_tool_it_reports_that_nothing_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], engine: str | None
) -> None:
    if engine:
        (tmp_path / "docker").write_text(engine)
        (tmp_path / "docker").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CONTAINER_TOOL", raising=False)
    assert check_container.main() == 2
    said = capsys.readouterr().err
    assert "The container was NOT checked" in said
    assert "docker, podman" in said


def test_a_broken_promise_is_named_and_sets_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_container, "working_tool", lambda _: "docker")
    for kept, status in ((True, 0), (False, 1)):
        monkeypatch.setattr(check_container, "check", lambda _, say, kept=kept: say(kept, "ready after 3 s"))
        assert check_container.main() == status
    assert capsys.readouterr().out.splitlines() == ["ok     ready after 3 s", "BROKEN ready after 3 s"]


def test_the_size_is_taken_on_top_of_the_image_that_the_program_runs_on() -> None:
    assert check_container.base().startswith("python:")
