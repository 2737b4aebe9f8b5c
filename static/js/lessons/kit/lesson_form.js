// A lesson: whatever is set in its form requests the same lesson with that value (hx-* in fragments/lesson.html), after
// what was pressed before (in_order.js).

import htmx from "htmx.org";

import { mountDisabledButtons } from "../../shared/disabled_buttons.js";
import { all, byId, formById } from "../../shared/dom.js";
import { Links } from "../../shared/highlight.js";
import { notice } from "../../shared/notice.js";
import { fieldsOf, isFragment, patient } from "../../shared/patient.js";
import { onResize, viewFor } from "../../shared/viewport.js";
import { inOrder } from "./in_order.js";
import { mountSliders } from "./sliders.js";

const form = () => formById("lesson-form");

const drawing = () => document.querySelector("#lesson #diagram");
const view = () => (viewFor(window.innerWidth) === "phone" ? "phone" : "desk");

/** Show the page as the server describes it: its address, and fields that were changed by a button. `lesson:settled`
 * announces that nothing else is on its way. */
function arrived() {
  const { address = "" } = byId("lesson").dataset;
  history.replaceState(history.state, "", address);
  for (const back of all('input[name="back"]')) /** @type {HTMLInputElement} */ (back).value = address;
  for (const field of form().elements) if (field !== document.activeElement) restore(field);
  // the picture of a guess that is not given yet follows its slider
  for (const slider of /** @type {HTMLInputElement[]} */ (all("#lesson input[type=range]"))) {
    const isOpen = slider.form !== form() && slider.value !== slider.defaultValue;
    if (isOpen) slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.dispatchEvent(new Event("lesson:settled"));
}

/** Show the value that the server has put into the markup. @param {Element} field */
function restore(field) {
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = option.defaultSelected;
  if (!(field instanceof HTMLInputElement)) return;
  if (["radio", "checkbox"].includes(field.type)) field.checked = field.defaultChecked;
  else field.value = field.defaultValue;
}

/** A network is drawn for a phone or for a desktop, as the width of the window requires. */
function fit() {
  if (drawing()?.classList.contains(view()) === false) form().requestSubmit();
}

function mountRequests() {
  /** @type {object | null} */
  let newest = null;
  htmx.registerExtension("patient", patient());
  htmx.registerExtension("in-order", inOrder());
  // a note that the reader has opened stays open; one with another id is another note
  htmx.config.morphIgnore = [...htmx.config.morphIgnore, "open"];
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    newest = ctx;
    if (drawing()) fieldsOf(ctx.request).set("view", view());
  });
  // an answer that a newer request will replace must not reset the fields that this request has read
  document.addEventListener("htmx:after:swap", ({ detail }) => detail.ctx === newest && arrived());
  htmx.initialize(); // now and not in a later task: the first picture already answers clicks
}

/** A request that fails says so; what is on the page stays. */
function mountFailures() {
  /** @param {string} name @param {(event: CustomEvent) => string | undefined} failure what to say, as a name of #words */
  const on = (name, failure) => document.addEventListener(name, (event) => {
    const kind = failure(/** @type {CustomEvent} */ (event));
    if (kind) notice(byId("words").dataset[kind]);
  });
  on("htmx:error", () => "offline");
  on("htmx:patient:waiting", () => "waiting");
  on("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.target?.id !== "lesson" || isFragment(ctx)) return undefined;
    event.preventDefault();
    return "failed";
  });
  // what the server or the page has said of a failure is over
  document.addEventListener("htmx:after:swap", ({ detail }) => detail.ctx?.response?.raw.ok && byId("note").replaceChildren());
}

/** Light up linked numbers; one that is pressed stays lit, since a lesson explains it in its text. */
function mountLinks() {
  const links = new Links(() => {});
  document.addEventListener("htmx:after:swap", () => links.update());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && links.pin(null));
}

export function mountLesson() {
  if (!document.getElementById("lesson")) return;
  mountSliders();
  mountFailures();
  mountRequests();
  mountDisabledButtons(() => true);
  mountLinks();
  onResize(fit);
  fit();
}
