"""`make messages`: the catalogues brought up to date."""

from pathlib import Path

import pytest

from tools.messages import catalogues, gathered, updated


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
@pytest.mark.slow
def test_a_catalogue_that_is_up_to_date_stays_as_it_is(path: Path) -> None:
    _, content = updated(path, gathered())
    assert content.decode() == path.read_text(encoding="utf-8")
