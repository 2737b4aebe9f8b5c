// The program in the lesson on code: the shortcuts of the workbench step through it, and the lit line stays in view.

import { all } from "../../shared/dom.js";
import { mountKeys } from "../../shared/keyboard.js";

/** @type {Record<string, string>} */
const BUTTONS = { step: "line-step", back: "line-back", first: "line-first", last: "line-last" };

const listing = () => document.getElementById("listing");

/** @param {import("../../shared/keyboard.js").Command} command @returns {HTMLElement | null} */
const buttonFor = (command) => (typeof command === "number"
  ? document.querySelector(`#listing button[value="stage=${command}"]`)
  : document.getElementById(BUTTONS[command]));

/** @param {import("../../shared/keyboard.js").Command} command */
function run(command) {
  const button = listing() && buttonFor(command);
  if (!button || button.getAttribute("aria-disabled") === "true") return false; // the arrows lead to another beat
  button.click();
  return true;
}

/** Step through the program by keys, where the page has one. */
export function mountCodeStepper() {
  if (!listing()) return;
  let stage = listing()?.dataset.stage;
  mountKeys(run);
  document.addEventListener("htmx:after:swap", () => {
    if (stage === listing()?.dataset.stage) return;
    stage = listing()?.dataset.stage;
    for (const line of all("#listing .lit-line")) line.scrollIntoView({ block: "nearest" });
  });
}
