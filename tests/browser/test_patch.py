"""The swap style `patch`: what is on the page becomes the answer, and what stays in it keeps its identity."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT

SCRIPTS = ROOT / "static" / "js" / "shared"
# `swap` puts an answer in place of the first element of the page and tells what htmx is asked to do with it
PREPARE = """async () => {
  const { patch } = await import("/patch.js");
  window.processed = [];
  window.finished = 0;
  const process = ({ id }, force) => processed.push((force ? "!" : "+") + id);
  const extension = patch({ process, trigger: () => finished++ }, { steps: "#step", last: "#later" });
  extension.init({ insertContent: ({ target }) => { processed.push("-" + target.id); target.remove(); } });
  window.extension = extension;
  window.swap = (html, { step = false } = {}) => {
    extension.htmx_before_swap(step ? Object.assign(document.createElement("b"), { id: "step" }) : document.body);
    const answer = document.createElement("template");
    answer.innerHTML = html;
    return extension.handle_swap("patch", document.body.firstElementChild, answer.content).map(({ id }) => id);
  };
}"""
PATCHED = "([old, fresh]) => { document.body.innerHTML = old; swap(fresh); return document.body.innerHTML; }"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page with the extension and no htmx."""
    page = chromium.new_page()
    page.route(
        "http://patch.test/**",
        lambda route: (
            route.fulfill(path=SCRIPTS / route.request.url.rsplit("/", 1)[1], content_type="text/javascript")
            if route.request.url.endswith(".js")
            else route.fulfill(body="<body></body>", content_type="text/html")
        ),
    )
    page.goto("http://patch.test/")
    page.evaluate(PREPARE)
    yield page
    page.close()


@st.composite
def documents(draw: st.DrawFn) -> str:
    """One element with others in it; an id occurs once, a text never beside another text."""
    ids = draw(st.permutations([f"i{number}" for number in range(6)]))

    def one_of(*texts: str) -> str:
        return draw(st.sampled_from(texts))

    def element(depth: int) -> str:
        tag = one_of("div", "p-p", "b")
        name = f' id="{ids.pop()}"' if ids and one_of("with", "") else ""
        kind = one_of("", ' class="a"', ' class="b"', ' class="a" title="x"')
        inner = ""
        for _ in range(draw(st.integers(0, 4)) if depth < 3 else 0):
            inner += one_of("", "\n", "text") + element(depth + 1)
        return f"<{tag}{name}{kind}>{inner}{one_of('', 'end')}</{tag}>"

    return f'<main id="m">{element(0)}</main>'


@given(old=documents(), fresh=documents())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_page_becomes_the_answer_whatever_it_was(page: Page, old: str, fresh: str) -> None:
    assert page.evaluate(PATCHED, [old, fresh]) == fresh


KEPT = """([old, fresh]) => {
  document.body.innerHTML = old;
  const kept = document.querySelector("#x, .k");
  swap(fresh);
  return kept === document.querySelector("#x, .k");
}"""


@pytest.mark.parametrize(
    ("old", "fresh"),
    [
        ('<p>a<b id="x">1</b></p>', '<p>new<i></i><b id="x">2</b></p>'),
        ('<p><b>0</b><b class="k">1</b></p>', '<p><b>0</b><i>new</i><b class="k">2</b></p>'),
        ('<p><b class="k">1</b><i></i></p>', '<p><b>new</b><b class="k">1</b><i></i></p>'),
        ('<p><b>gone</b><b class="k">1</b></p>', '<p><b class="k">1</b></p>'),
        (
            '<p>\n<b id="gone"></b>\n<b id="x">1</b>\n</p>',
            '<p>\n<b id="new"></b>\n<b id="y"></b>\n<b id="x">2</b>\n</p>',
        ),
    ],
)
def test_what_stays_is_the_same_element(page: Page, old: str, fresh: str) -> None:
    assert page.evaluate(KEPT, [old, fresh])


def test_what_is_typed_stays_and_a_new_value_is_shown(page: Page) -> None:
    found = page.evaluate(
        """() => {
          document.body.innerHTML = '<p><input id="a" value="1"><input id="b" value="1"><input id="c" value="1"></p>';
          for (const field of document.querySelectorAll("input")) field.value = "typed";
          document.querySelector("#c").focus();
          swap('<p><input id="a" value="1"><input id="b" value="2"><input id="c" value="2"></p>');
          return [...document.querySelectorAll("input")].map(({ value }) => value).concat(document.activeElement.id);
        }"""
    )
    assert found == ["typed", "2", "typed", "c"]


def test_what_the_reader_has_opened_or_closed_stays_so(page: Page) -> None:
    found = page.evaluate(
        """() => {
          const details = (open, text) =>
            `<div><details id="a"${open}><b>${text}</b></details><details${open}></details></div>`;
          const states = () => [...document.querySelectorAll("details")].map(({ open }) => open);
          document.body.innerHTML = details("", 1);
          document.querySelector("#a").open = true;
          swap(details("", 2));
          const opened = states();
          document.querySelector("#a").open = false;
          swap(details(" open", 3));
          return [opened, states(), document.body.textContent];
        }"""
    )
    assert found == [[True, False], [False, True], "3"]


def test_an_element_that_is_skipped_stays_and_the_content_of_a_template_is_replaced(page: Page) -> None:
    old = "<p><b hx-morph-skip>old</b><template><i>old</i></template></p>"
    fresh = "<p><b hx-morph-skip>new</b><template><i>new</i></template></p>"
    assert page.evaluate(PATCHED, [old, fresh]) == (
        "<p><b hx-morph-skip>old</b><template><i>new</i></template></p>".replace(" hx-morph-skip", ' hx-morph-skip=""')
    )


def test_htmx_processes_what_comes_and_forgets_what_goes_and_what_sends_another_request(page: Page) -> None:
    found = page.evaluate(
        """() => {
          processed = [];
          const on = 'data-htmx-powered=""';
          document.body.innerHTML = `<p><b id="same" hx-get="/a" ${on}></b><b id="other" hx-get="/a" ${on}></b>
            <b id="first"></b><i id="gone"><b ${on}></b></i></p>`;
          const same = '<b id="same" hx-get="/a" class="k"></b>', other = '<b id="other" hx-get="/b"></b>';
          const added = swap(`<p>${same}${other}<b id="first" hx-get="/a"></b><b id="new"></b></p>`);
          return [added, processed, document.body.innerHTML];
        }"""
    )
    added, discarded, html = found
    assert (added, discarded) == (["new"], ["-gone", "!other", "+first"])
    assert '<b id="other" hx-get="/b" data-htmx-powered=""></b>' in html


LATER = """async (end) => {
  document.body.innerHTML = '<p><b id="now">1</b><i id="later">1</i></p>';
  finished = 0;
  const text = () => document.body.textContent + (document.querySelector("#later[aria-busy=true]") ? " busy" : "");
  swap('<p><b id="now">2</b><i id="later">2</i></p>', { step: true });
  const first = text();
  if (end === "request") extension.htmx_before_request();
  else if (end === "swap") swap('<p><b id="now">3</b><i id="later">3</i></p>');
  else await new Promise((done) => setTimeout(done, 300));
  const second = text(), count = finished;
  await new Promise((done) => setTimeout(done, 300));
  return [first, second, count, text(), finished];
}"""


@pytest.mark.parametrize(("end", "second"), [("frame", "22"), ("request", "22"), ("swap", "33")])
def test_what_may_change_later_follows_after_the_frame_or_before_what_comes_next(
    page: Page, end: str, second: str
) -> None:
    assert page.evaluate(LATER, end) == ["21 busy", second, 1, second, 1]
