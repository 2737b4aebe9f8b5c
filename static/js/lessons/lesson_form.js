// A lesson: whatever is set in its form requests the same lesson with that value (hx-* in fragments/lesson.html); the
// newest value wins.

import htmx from "htmx.org";

import { Links } from "../shared/highlight.js";
import { mountDisabledButtons } from "../shared/disabled_buttons.js";
import { patient } from "../shared/patient.js";
import { viewFor } from "../shared/viewport.js";

const SETTLE = 150; // ms in which a window may still be dragged

const form = () => document.querySelector("form.lesson-form");
const lesson = () => document.getElementById("lesson");

const drawing = () => document.querySelector("#lesson #diagram");
const view = () => (viewFor(window.innerWidth) === "phone" ? "phone" : "desk");

/** Show the page as the server describes it: its address, and fields that were changed by a button. */
function arrived() {
  const { address } = lesson().dataset;
  history.replaceState(history.state, "", address);
  for (const back of document.querySelectorAll('input[name="back"]')) back.value = address;
  for (const field of form().elements) if (field !== document.activeElement) restore(field);
}

/** Show the value that the server has put into the markup. */
function restore(field) {
  if (field.type === "radio") field.checked = field.defaultChecked;
  else if (field.matches("input")) field.value = field.defaultValue;
  for (const option of field.options ?? []) option.selected = option.defaultSelected;
}

/** A network is drawn for a phone or for a desk, as wide as the window is. */
function fit() {
  if (drawing() && !drawing().classList.contains(view())) form().requestSubmit();
}

const ours = (element) => element.form?.matches(".lesson-form");

/** The nearest step of a slider that stood between two. @param {HTMLInputElement} range */
function rounded({ value, dataset }) {
  return Number((Math.round(Number(value) / Number(dataset.step)) * Number(dataset.step)).toFixed(9));
}

/** The arrow keys move a slider by its own step, the page keys by ten of them. @param {KeyboardEvent} event */
function slide(event) {
  const { target, key } = event;
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (!way || !target.matches?.('input[type="range"][data-step]') || !ours(target)) return;
  event.preventDefault();
  target.value = Number((Number(target.value) + way * Number(target.dataset.step)).toFixed(9));
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

function mountSliders() {
  document.addEventListener("input", (event) => {
    const { target } = event;
    if (event.isTrusted && ours(target) && target.type === "range" && target.step === "any") target.value = rounded(target);
  });
  document.addEventListener("keydown", slide);
}

function mountRequests() {
  let newest = null;
  htmx.registerExtension("patient", patient());
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    newest = ctx;
    if (drawing()) ctx.request.body.set("view", view());
  });
  // an answer that a newer request will replace must not reset the fields that this request has read
  document.addEventListener("htmx:after:swap", ({ detail }) => detail.ctx === newest && arrived());
  htmx.initialize(); // now and not in a later task: the first picture already answers clicks
}

/** The links between numbers: one that is pressed stays lit; a lesson explains it in its text. */
function mountLinks() {
  const links = new Links(() => {});
  document.addEventListener("htmx:after:swap", () => links.update());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && links.pin(null));
}

function mountFitting() {
  let settling = 0;
  window.addEventListener("resize", () => {
    clearTimeout(settling);
    settling = setTimeout(fit, SETTLE);
  });
  fit();
}

export function mountLesson() {
  if (!lesson()) return;
  mountSliders();
  mountRequests();
  mountDisabledButtons(() => true);
  mountLinks();
  mountFitting();
}
