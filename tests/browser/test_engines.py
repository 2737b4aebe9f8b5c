"""The same page in a real Firefox and a real WebKit: an iteration, a motion, an edit, a lesson, the formulas."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.browser import engines
from tests.browser.conftest import Visitor
from tests.browser.engines import Engine

STAGE = "document.querySelector('#workbench').dataset.stageIndex"
HOLD = """(() => { const run = Element.prototype.animate; window.held = [];
  Element.prototype.animate = function (...given) {
    const made = run.apply(this, given); made.pause(); held.push(made); return made; }; })()"""
AT = """new Promise((done) => { for (const one of held) one.currentTime = arguments[0];
  requestAnimationFrame(() => requestAnimationFrame(() => done([...document.querySelectorAll("#diagram .pulse path")]
    .filter((path) => path.getAttribute("d")).length))); })"""
FORMULA = """(async () => { await document.fonts.ready; const math = document.querySelector("#now .band math");
  return [math.getBoundingClientRect().width, parseFloat(getComputedStyle(math).fontSize),
    ...[...document.fonts].filter((font) => font.status === "loaded")
      .map((font) => font.family.replaceAll('"', ""))]; })()"""
MIDDLES = """[...document.querySelectorAll("#transport :is(button, select)")].filter((each) => each.checkVisibility())
  .map((each) => each.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2))"""
# How far the formula may be from Chromium's width. Each engine has its own spaces around operators and brackets:
# measured are 1.09 times in WebKit and 1.14 times in Firefox.
APART = {"firefox": 0.15, "webkit": 0.1}
ERRORS, NEW = ["−0.539", "0", "0.308"], ["0.785", "0.5", "−0.354"]


def printed(engine: Engine, *keys: str) -> list[str]:
    """What the drawing shows under these keys."""
    return [str(engine.run(f"document.getElementById('n-{key}').querySelector('.value').textContent")) for key in keys]


def a_narrow_window_in_russian(engine: Engine, address: str) -> None:
    """The longer words leave the buttons in one row, too."""
    engine.run("document.cookie = 'lang=ru; path=/'")
    engine.resize(1024, 860)
    engine.open(address)
    engine.until("document.documentElement.lang", "ru")
    assert len(set(engine.run(MIDDLES))) == 1
    engine.run("document.cookie = 'lang=en; path=/'")
    engine.resize(1440, 1000)
    engine.open(address)
    engine.until(STAGE, "0")


def an_iteration(engine: Engine) -> None:
    """By mouse and by key."""
    for stage in range(1, 11):
        if stage % 2:
            engine.click('#transport [data-verb="step"]')
        else:
            engine.press("ArrowRight")
        engine.until(STAGE, str(stage))
        if stage == 8:
            assert printed(engine, "E.1.0", "E.1.1", "E.1.2") == ERRORS
    assert printed(engine, "W.2.0.0", "W.2.1.0", "W.2.2.0") == NEW


def the_motion_of_the_hidden_error(engine: Engine) -> None:
    """Pulses run, and the screen changes from one moment to another."""
    for stage in (9, 8, 7):
        engine.press("ArrowLeft")
        engine.until(STAGE, str(stage))
    engine.run(HOLD)
    engine.press("ArrowRight")
    engine.until(STAGE, "8")
    assert engine.run(AT, 240) == 3
    first = engine.picture()
    assert engine.run(AT, 330) == 3
    assert engine.picture() != first


def an_edit(engine: Engine) -> None:
    """A weight gets another value in the explanation of it."""
    engine.click("#n-W\\.2\\.0\\.0 .value")
    engine.until("document.querySelector('#edit-value') !== null", True)
    engine.click("#edit-value")
    engine.press("a", held="Control")
    engine.press(*"2.5", "Enter")
    engine.until("document.querySelector('[id=\"n-W.2.0.0\"] .value').textContent", "2.5")


def a_lesson(engine: Engine, address: str) -> None:
    """The race of lesson 5 goes back to its start."""
    engine.open(f"{address}/lessons/memoization?beat=2&home=66")
    engine.click("#race-again")
    engine.until("document.querySelector('#race').dataset.tick", "0")


@pytest.mark.parametrize("start", [engines.firefox, engines.webkit], ids=lambda start: start.__name__)
def test_another_engine_shows_and_does_the_same(
    start: Callable[[], AbstractContextManager[Engine]], visitor: Visitor, address: str
) -> None:
    width, size, *fonts = visitor.open().page.evaluate(FORMULA)
    assert any("STIX" in font for font in fonts)
    with start() as engine:
        engine.open(address)
        engine.until(STAGE, "0")
        own_width, own_size, *own_fonts = engine.run(FORMULA)
        assert {font for font in fonts if "STIX" in font} <= set(own_fonts)
        assert own_size == pytest.approx(size, abs=0.01)
        assert own_width == pytest.approx(width, rel=APART[start.__name__])
        assert len(set(engine.run(MIDDLES))) == 1, "the buttons are in one row"
        a_narrow_window_in_russian(engine, address)
        an_iteration(engine)
        the_motion_of_the_hidden_error(engine)
        engine.open(address)
        an_edit(engine)
        a_lesson(engine, address)
