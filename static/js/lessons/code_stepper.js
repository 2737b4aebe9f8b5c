// The program of the lesson on code: the keys of the workbench step through it, and the lit line stays in sight.

import { mountKeys } from "../shared/keyboard.js";

const BUTTONS = { step: "line-step", back: "line-back", first: "line-first", last: "line-last" };

const listing = () => document.getElementById("listing");

const buttonFor = (wish) =>
  typeof wish === "number" ? listing().querySelector(`button[value="stage=${wish}"]`) : document.getElementById(BUTTONS[wish]);

function act(wish) {
  const button = listing() && buttonFor(wish);
  button?.click();
  return Boolean(button);
}

/** The program, where the page has one. */
export function mountLines() {
  if (!listing()) return;
  let stage = listing().dataset.stage;
  mountKeys(act, () => localStorage.getItem("keys-off") !== null);
  document.addEventListener("htmx:after:swap", () => {
    if (!listing() || stage === listing().dataset.stage) return;
    stage = listing().dataset.stage;
    for (const line of listing().querySelectorAll(".lit-line")) line.scrollIntoView({ block: "nearest" });
  });
}
