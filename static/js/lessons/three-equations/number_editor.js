// A number of the drawing is changed in place: a field opens over it and hands what is typed to the lesson's own field.
// Without this script the number is a link to that field.

import { around } from "../../shared/dom.js";

/** @type {HTMLInputElement | null} */
let open = null;

/** @param {boolean} keep whether what was typed counts */
function close(keep) {
  const editor = open;
  if (!editor) return;
  open = null;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(`field-${editor.dataset.edits}`));
  const changed = keep && field !== null && field.value !== editor.value;
  const number = document.querySelector(`[data-edit="${editor.dataset.edits}"]`);
  editor.remove();
  if (changed && field) {
    field.value = editor.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (number instanceof SVGElement) number.focus({ preventScroll: true });
}

/** @param {HTMLElement} number */
function edit(number) {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(`field-${number.dataset.edit}`));
  if (!field) return;
  const editor = document.createElement("input"), { left, top, width, height } = number.getBoundingClientRect();
  editor.className = "input number-editor";
  editor.dataset.edits = number.dataset.edit;
  editor.value = field.value;
  editor.autocomplete = "off";
  editor.setAttribute("aria-label", number.getAttribute("aria-label") ?? "");
  document.body.append(editor); // an answer to the number before may come now
  editor.style.left = `${left + width / 2 - editor.offsetWidth / 2}px`;
  editor.style.top = `${top + height / 2 - editor.offsetHeight / 2}px`;
  open = editor;
  editor.addEventListener("blur", () => close(true));
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close(event.key === "Enter");
    }
  });
  editor.select();
}

export function mountNumberEditor() {
  document.addEventListener("click", (event) => {
    const number = around(event, "a[data-edit]");
    if (!number || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    edit(number);
  });
  // it is over a place of the window, which moves away
  document.addEventListener("scroll", () => close(true), { passive: true });
}
