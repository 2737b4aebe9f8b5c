from pathlib import Path

import pytest

from tests.setup import programs


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(programs, "playwrights_own", lambda: None)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)


def test_an_installed_program_is_found_by_any_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "valkey-server"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.found(programs.REDIS) == program


@pytest.mark.usefixtures("bare_machine")
def test_each_missing_program_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "found", lambda _: None)
    assert programs.main() == 1
    assert capsys.readouterr().err.splitlines() == [program.advice for program in (programs.CHROMIUM, *programs.OTHERS)]


@pytest.mark.usefixtures("bare_machine")
def test_a_missing_browser_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "found", lambda _: None)
    with pytest.raises(FileNotFoundError, match="playwright install chromium"):
        programs.chromium()


def test_the_chromium_that_has_no_window_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert programs.chromium() == tmp_path / name


@pytest.mark.usefixtures("bare_machine")
def test_a_missing_engine_is_an_error_with_advice() -> None:
    with pytest.raises(FileNotFoundError, match="webkit2gtk-driver"):
        programs.needed(programs.WEBKIT)
