// A question of practice: its keys, the row of signs that phones lack, and the drawing as a way to choose.

import { areSilent, isTaken } from "../shared/keyboard.js";
import { all, around } from "../shared/dom.js";

const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById("answer"));

/** The button of a choice. @param {string} id of the element that stands for it in the drawing */
const choice = (id) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-drawn="${CSS.escape(id)}"]`));

/** Insert a sign where the caret is; the field keeps the focus, so that a phone keeps its keypad. @param {string} sign */
function insert(sign) {
  const input = field();
  if (!input) return;
  input.focus();
  input.setRangeText(sign, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event) || areSilent()) return;
  const key = event.key === "−" ? "-" : event.key;
  const button = /** @type {HTMLElement | undefined} */ (all("[data-key]").find(({ dataset }) => dataset.key === key));
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // 0 would go to a stage
  if (!event.repeat) button.click();
}

/** A question takes one answer at a time: a second press in haste would come when it is over. */
function mountOneAtATime() {
  /** The request with the answer that is judged. @type {unknown} */
  let judged = null;
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.id === "answering") judged = ctx;
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (ctx === judged) judged = null;
  });
  document.addEventListener("submit", (event) => {
    if (!judged || !around(event, "#answering")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}

/** @param {Event} event */
function clicked(event) {
  const sign = around(event, "[data-types]")?.dataset.types;
  if (sign) insert(sign);
  const candidate = around(event, "#diagram .candidate");
  if (!candidate) return;
  event.stopImmediatePropagation(); // a number is not explained while it is an answer
  choice(candidate.id)?.click();
}

/** Ring what a button stands for. @param {Event} event */
function point(event) {
  const drawn = around(event, "[data-drawn]")?.dataset.drawn;
  for (const ringed of all("#diagram .pointed")) ringed.classList.remove("pointed");
  if (drawn) document.getElementById(drawn)?.classList.add("pointed");
}

/** @param {() => boolean} byFinger whether the page is used by touch, where the focus would open a keypad
 * @returns {() => void} call it after each swap */
export function mountPractice(byFinger) {
  let asked = "";
  mountOneAtATime();
  document.addEventListener("keydown", pressed, { capture: true });
  document.addEventListener("click", clicked, { capture: true });
  document.addEventListener("pointerdown", (event) => {
    if (around(event, "[data-types]")) event.preventDefault(); // the field keeps the focus
  });
  for (const event of ["pointerover", "focusin"]) document.addEventListener(event, point);
  return () => {
    const question = /** @type {HTMLInputElement | null} */ (document.querySelector("#answering [name=question]"));
    const fresh = question?.value ?? "";
    if (fresh && fresh !== asked && !byFinger()) field()?.focus({ preventScroll: true });
    asked = fresh;
  };
}
