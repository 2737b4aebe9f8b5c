// A member's page: the sheet with the made-up name, and the row of signs that phones lack.

/** @param {Event} event */
const sign = ({ target }) => (target instanceof Element ? target.closest("[data-inserts]")?.getAttribute("data-inserts") : null);

/** Insert a sign where the caret is; the field keeps the focus, so that a phone keeps its keypad. @param {Event} event */
function insert(event) {
  const text = sign(event), field = document.getElementById("own-answer");
  if (!text || !(field instanceof HTMLInputElement)) return;
  field.focus();
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
}

document.addEventListener("click", insert);
document.addEventListener("pointerdown", (event) => sign(event) && event.preventDefault());

const welcome = /** @type {HTMLDialogElement | null} */ (document.getElementById("welcome"));
if (welcome) {
  welcome.close();
  welcome.showModal(); // the page behind it waits
}
