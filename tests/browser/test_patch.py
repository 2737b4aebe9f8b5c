"""An answer is written into the page: afterwards it is what the server sent, and what has an id kept its element."""

from tests.browser.conftest import Visitor

REMEMBER = "() => { window.earlier = [...document.querySelectorAll('#workbench [id]')]; }"
# The ids whose element was replaced; parts of the page that are not as the server writes them.
REPLACED = "() => earlier.filter(one => !one.isConnected && document.getElementById(one.id)).map(one => one.id)"
DIFFERENT = """async () => {
  const fresh = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  return ["#diagram", "#spoken", ".now-rows", ".equation", "#code ol"].filter((part) => {
    const [here, there] = [document, fresh].map((page) => page.querySelector(part)?.cloneNode(true));
    for (const moving of here?.querySelectorAll(".motion") ?? []) moving.remove();
    for (const named of [here, there].flatMap((copy) => [...copy?.querySelectorAll(".q, .number") ?? []])) {
      for (const name of ["aria-label", "role", "tabindex"]) named.removeAttribute(name); // what names.js writes
    }
    return here && there ? !here.isEqualNode(there) : Boolean(here) !== Boolean(there);
  });
}"""


def test_a_patched_page_is_what_the_server_sent_and_keeps_its_elements(visitor: Visitor) -> None:
    workbench = visitor.open()
    for stage in (3, 9, 6, 1, 7, 2):
        workbench.page.evaluate(REMEMBER)
        workbench.press(str(stage))
        workbench.expect_place(0, stage)
        assert workbench.page.evaluate(REPLACED) == []
        assert workbench.page.evaluate(DIFFERENT) == []
    workbench.press("End")
    workbench.expect_place(0, 10)
    for stage in (1, 2):
        workbench.page.locator("#do-step").click()  # another label, the same button
        workbench.expect_place(1, stage)
