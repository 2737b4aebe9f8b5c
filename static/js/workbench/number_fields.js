// Fields with a number of the network: leaving one or Enter commits it, Escape restores the value that is in use, and
// the arrows up and down change it. A field never shows a value that is not in use, unless somebody is typing there.

import { all, around } from "../shared/dom.js";
import { nudged } from "./nudge.js";

const FIELDS = "input[data-value]";
const SETTLE = 200; // ms without another press of an arrow until the number is sent

/** @typedef {HTMLInputElement} Field */

/** @param {Event} event @returns {Field | null} */
const fieldOf = (event) => /** @type {Field | null} */ (around(event, FIELDS));

/** @param {Field} field */
const inUse = (field) => field.dataset.value ?? "";

/** What was sent from each field. @type {WeakMap<Field, string>} */
const sent = new WeakMap();

/** Whether somebody types a value that is neither in use nor sent. @param {Field} field */
const isOpen = (field) => field === document.activeElement && ![inUse(field), sent.get(field)].includes(field.value.trim());

/** @param {Field} field */
function commit(field) {
  if (field.value.trim() === inUse(field)) return;
  sent.set(field, field.value.trim());
  field.dataset.value = field.value.trim(); // unless the server refuses it, and says so
  field.setAttribute("value", field.value);
  field.form?.requestSubmit();
}

/** @param {Field} field */
function restore(field) {
  field.value = inUse(field);
  field.removeAttribute("aria-invalid");
  field.form?.querySelector(".problem")?.remove();
}

/** After a change of the page: fields that nobody types in show what the server sent. */
export function updateFields() {
  for (const field of /** @type {Field[]} */ (all(FIELDS))) {
    if (!isOpen(field)) field.value = field.getAttribute("value") ?? "";
  }
}

export function mountNumberFields() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  document.addEventListener("change", (event) => {
    const field = fieldOf(event);
    if (field) commit(field);
  });

  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    clearTimeout(settling);
    if (event.key === "Enter") {
      event.preventDefault(); // a change is sent once
      commit(field);
    } else if (event.key === "Escape" && field.value !== inUse(field)) {
      event.preventDefault();
      event.stopPropagation();
      restore(field);
    } else {
      const next = nudged(field.value, event);
      if (next === null) return;
      event.preventDefault();
      field.value = next;
      settling = setTimeout(() => commit(field), SETTLE);
    }
  }, { capture: true });
}
