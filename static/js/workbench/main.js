// The script of the workbench's page, and of pages without one.

import htmx from "htmx.org";

import { ahead } from "../shared/ahead.js";
import { mountCopyButtons } from "../shared/copy_buttons.js";
import { patch } from "../shared/patch.js";
import { patient } from "../shared/patient.js";
import { nameNumbers } from "./names.js";
import { Page } from "./page.js";

htmx.registerExtension("patient", patient());
htmx.registerExtension("ahead", ahead(htmx, nameNumbers)); // after patient: what it sends is sent patiently
htmx.registerExtension("patch", patch(htmx, { steps: "#transport, #timeline", last: "#now, #code" }));

/** What was sent before the page was ready: the script runs in the head, the page may appear bit by bit. @type {SubmitEvent[]} */
const early = [];

/** @param {SubmitEvent} event */
function hold(event) {
  event.preventDefault();
  early.push(event);
}

document.addEventListener("submit", hold);
document.addEventListener("DOMContentLoaded", () => {
  document.removeEventListener("submit", hold);
  if (document.getElementById("workbench")) new Page(htmx).mount();
  mountCopyButtons();
  for (const { submitter, target } of early) {
    if (submitter) submitter.click(); // htmx listens to the button
    else /** @type {HTMLFormElement} */ (target).requestSubmit();
  }
}, { capture: true }); // htmx listens for the same event, and must not go through the page first
