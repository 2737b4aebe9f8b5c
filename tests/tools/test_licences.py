import re

import pytest

from tools import licences
from tools.licences import LIST, ROOT, front_end_packages, python_packages, stated, written

VENDOR = ROOT / "static" / "vendor"


def test_the_list_agrees_with_the_lock_files_and_the_packages() -> None:
    assert LIST.read_text(encoding="utf-8") == written(), "make licences"


def test_every_locked_package_is_listed_with_a_licence() -> None:
    locked = re.findall(r"(?m)^[a-z0-9-]+==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    assert len(python_packages()) == len(locked) > 20
    for package in (*python_packages(), *front_end_packages()):
        assert re.fullmatch(r"[A-Za-z0-9.+() -]+", package.licence), package


def test_a_package_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(LookupError, match="no-such-package is not installed"):
        stated("no-such-package")


def test_the_text_of_the_licence_of_every_font_and_script_is_served() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (VENDOR / "licences").iterdir()}
    shipped = {package.text: package for package in front_end_packages()}
    assert set(texts) == set(shipped)
    for name, package in shipped.items():
        words = {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "0BSD": "Zero-Clause BSD"}[package.licence]
        assert words in texts[name]
        assert package.licence != "OFL-1.1" or "Copyright" in texts[name]
    fonts = {re.split(r"-(?:latin|cyrillic|greek|[0-9A-Z]{8})", path.name)[0] for path in (VENDOR / "fonts").iterdir()}
    assert {f"{font}.txt" for font in fonts} | {"htmx.txt"} == set(texts)


def test_licences_are_stated_as_spdx_identifiers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "ELSEWHERE", {})
    assert stated("jinja2") == "BSD-3-Clause"
    assert stated("numpy").startswith("BSD-3-Clause")
