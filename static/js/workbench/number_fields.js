// Fields with a number of the network: leaving one or Enter commits it, Escape restores the value that is in use, and
// the arrows up and down change it. A field never shows a value that is not in use, unless somebody is typing there, it
// is on its way, or it was refused and says so.

import { all, around } from "../shared/dom.js";
import { nudged } from "./nudge.js";

const FIELDS = "input[data-value]";
const SETTLE = 200; // ms without another press of an arrow until the number is sent

/** @typedef {HTMLInputElement} Field */

/** @param {Event} event @returns {Field | null} */
const fieldOf = (event) => /** @type {Field | null} */ (around(event, FIELDS));

/** @param {Field} field */
const inUse = (field) => field.dataset.value ?? "";

/** What each field has sent, by its name, until there is an answer. @type {Map<string, string>} */
const sent = new Map();
/** What each field has sent last that is in use now, as it was typed. @type {Map<string, string>} */
const accepted = new Map();

/** Whether somebody types a value that is neither in use nor sent. @param {Field} field */
const isOpen = (field) =>
  field === document.activeElement && ![inUse(field), sent.get(field.name), accepted.get(field.name)].includes(field.value.trim());

/** @param {Field} field */
function restore(field) {
  field.value = inUse(field);
  field.removeAttribute("aria-invalid");
  field.form?.querySelector(".problem")?.remove();
}

/** What is in use already, or on its way, is not sent again. @param {Event} event */
function checkSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const field = /** @type {Field | null} */ (form.querySelector(FIELDS)), typed = field?.value.trim() ?? "";
  if (!field) return;
  const isNew = typed !== inUse(field) && typed !== sent.get(field.name);
  if (isNew) sent.set(field.name, typed);
  else {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

/** What a form sent is in use now, or was refused; where there was no answer it is not in use. @param {Event} event */
function answered(event) {
  const { ctx } = /** @type {CustomEvent} */ (event).detail, field = ctx.sourceElement?.querySelector?.(FIELDS);
  if (!field) return;
  const typed = sent.get(field.name) ?? "";
  sent.delete(field.name);
  if (ctx.status !== "swapped") restore(field);
  else if (ctx.response?.raw.ok) {
    accepted.set(field.name, typed);
    const isShown = field.value.trim() === typed; // somebody may type the next one by now
    if (isShown && ctx.target.contains(field)) field.value = field.defaultValue; // as the page writes it
  }
}

/** After a change of the page: fields that nobody types in show what the server sent. */
export function updateFields() {
  for (const field of /** @type {Field[]} */ (all(FIELDS))) {
    const isOnItsWay = sent.get(field.name) === field.value.trim() && inUse(field) !== field.value.trim();
    if (!isOpen(field) && !isOnItsWay) field.value = field.getAttribute("value") ?? "";
  }
}

/** @param {KeyboardEvent} event @param {Field} field @returns {boolean} whether the key meant something here */
function pressed(event, field) {
  if (event.key === "Escape" && field.value !== inUse(field)) {
    restore(field);
    return true;
  }
  const next = nudged(field.value, event, Number(field.dataset.step));
  if (next === null) return false;
  field.value = next;
  return true;
}

export function mountNumberFields() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  document.addEventListener("submit", checkSubmit, { capture: true });
  document.addEventListener("htmx:finally:request", answered);
  document.addEventListener("change", (event) => fieldOf(event)?.form?.requestSubmit());
  document.addEventListener("focusout", (event) => {
    const field = fieldOf(event); // a number that the arrows changed is left as one that was typed
    if (field?.isConnected && !field.hasAttribute("aria-invalid")) field.form?.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    clearTimeout(settling);
    if (!pressed(event, field)) return;
    event.preventDefault();
    event.stopPropagation();
    settling = setTimeout(() => field.form?.requestSubmit(), SETTLE);
  }, { capture: true });
}
