// A lesson: whatever is set in its form asks the server for the same lesson with that value; the newest wish wins.

import htmx from "htmx.org";

import { persistently, shortWait } from "../shared/retry.js";
import { Links } from "../shared/highlight.js";
import { viewFor } from "../shared/viewport.js";

const QUIET = 30; // ms without a further change before a slider asks
const SETTLE = 150; // ms in which a window may still be dragged

const form = () => document.querySelector("form.lesson-form");
const lesson = () => document.getElementById("lesson");

const drawing = () => document.querySelector("#lesson #diagram");
const view = () => (viewFor(window.innerWidth) === "phone" ? "phone" : "desk");

let waiting = null;
let busy = false;
let timer = null;
let settling = null;

/** The address of what the form says now, with the button that was pressed. @param {HTMLElement} [pressed] */
function wished(pressed) {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form())) values.set(name, value);
  if (pressed?.name) values.set(pressed.name, pressed.value);
  if (drawing()) values.set("view", view());
  return `${new URL(form().action).pathname}?${values}`;
}

/** Ask once; the seconds after which to ask again, null where there is an answer or a newer wish. */
async function send(address, again) {
  let wait = null;
  const judge = (event) => {
    const { status, raw } = event.detail.ctx.response;
    wait = again ? shortWait(status, raw.headers.get("Retry-After")) : null;
    if (wait !== null) event.preventDefault();
  };
  document.addEventListener("htmx:after:request", judge, { once: true });
  await htmx.ajax("GET", address, { target: "#lesson", swap: "outerMorph" });
  document.removeEventListener("htmx:after:request", judge);
  return waiting ? null : wait;
}

async function ask(address) {
  waiting = address;
  if (busy) return;
  busy = true;
  try {
    while (waiting) {
      const next = waiting;
      waiting = null;
      await persistently((again) => send(next, again));
    }
  } finally {
    busy = false;
  }
  arrived();
}

/** The page stands as the server says it: its address, and fields that were changed by a button. */
function arrived() {
  const { address } = lesson().dataset;
  history.replaceState(history.state, "", address);
  for (const back of document.querySelectorAll('input[name="back"]')) back.value = address;
  for (const field of form().elements) {
    if (field === document.activeElement) continue;
    if (field.type === "radio") field.checked = field.defaultChecked;
    else if (field.matches("input")) field.value = field.defaultValue;
    for (const option of field.options ?? []) option.selected = option.defaultSelected;
  }
}

/** A network is drawn for a phone or for a desk, as wide as the window is. */
function fit() {
  if (drawing() && !drawing().classList.contains(view())) ask(wished());
}

const ours = (element) => element.form?.matches(".lesson-form");

/** Where a slider is dragged to, when it stood between its steps. @param {HTMLInputElement} range */
function rounded({ value, dataset }) {
  return Number((Math.round(Number(value) / Number(dataset.step)) * Number(dataset.step)).toFixed(9));
}

/** A slider's arrow keys go by its own step, the page keys by ten of them. @param {KeyboardEvent} event */
function slide(event) {
  const { target, key } = event;
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (!way || !target.matches?.('input[type="range"][data-step]') || !ours(target)) return;
  event.preventDefault();
  target.value = Number((Number(target.value) + way * Number(target.dataset.step)).toFixed(9));
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

export function mountLesson() {
  if (!lesson()) return;
  document.addEventListener("input", (event) => {
    const { target } = event;
    if (!ours(target) || target.type !== "range") return;
    if (event.isTrusted && target.step === "any") target.value = rounded(target);
    clearTimeout(timer);
    timer = setTimeout(() => ask(wished()), QUIET);
  });
  document.addEventListener("change", ({ target }) => ours(target) && target.type !== "range" && ask(wished()));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".lesson-form")) return;
    event.preventDefault();
    if (event.submitter?.getAttribute("aria-disabled") !== "true") ask(wished(event.submitter));
  });
  document.addEventListener("keydown", slide);
  window.addEventListener("resize", () => {
    clearTimeout(settling);
    settling = setTimeout(fit, SETTLE);
  });
  fit();
  const links = new Links(() => {}); // a number that is pressed stays lit; a lesson explains it in its text
  document.addEventListener("htmx:after:swap", () => links.update());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && links.pin(null));
}
