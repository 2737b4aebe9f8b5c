import re

import pytest

from tools import licences
from tools.licences import LIST, ROOT, front_end_packages, python_packages, stated, written

VENDOR = ROOT / "static" / "vendor"


def test_the_list_is_that_of_the_lock_files_and_of_what_the_packages_state() -> None:
    assert LIST.read_text(encoding="utf-8") == written(), "make licences"


def test_every_package_that_is_locked_is_in_the_list_with_a_licence() -> None:
    locked = re.findall(r"(?m)^[a-z0-9-]+==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    assert len(python_packages()) == len(locked) > 20
    for package in (*python_packages(), *front_end_packages()):
        assert re.fullmatch(r"[A-Za-z0-9.+() -]+", package.licence), package


def test_a_package_that_is_not_there_is_no_blank_in_the_list() -> None:
    with pytest.raises(LookupError, match="no-such-package is not installed"):
        stated("no-such-package")


def test_every_font_and_script_in_the_browser_has_the_text_of_its_licence_beside_it() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (VENDOR / "licences").iterdir()}
    shipped = {package.text: package for package in front_end_packages()}
    assert set(texts) == set(shipped)
    for name, package in shipped.items():
        words = {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "0BSD": "Zero-Clause BSD"}[package.licence]
        assert words in texts[name]
        assert package.licence != "OFL-1.1" or "Copyright" in texts[name]
    fonts = {re.split(r"-(?:latin|cyrillic|greek)", path.name)[0] for path in (VENDOR / "fonts").iterdir()}
    assert {f"{font}.txt" for font in fonts} | {"htmx.txt"} == set(texts)


def test_a_package_says_its_licence_in_the_words_of_spdx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "ELSEWHERE", {})
    assert stated("jinja2") == "BSD-3-Clause"
    assert stated("numpy").startswith("BSD-3-Clause")
