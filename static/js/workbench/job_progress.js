// Long training: while an answer is not yet here, the page asks how far it is and shows that, with a way to cancel.

import { at } from "../shared/base_path.js";

const PATIENCE = 600; // ms before the first look: nearly every answer is here by then
const EVERY = 500; // ms between looks

/** Watch the requests that `Requests` sends. @param {object} htmx */
export function watchWork(htmx) {
  let timer;
  const look = () => htmx.ajax("GET", at("/workbench/work"), { source: document.body, target: "#work", swap: "outerHTML" });
  const ours = (event) => event.detail.ctx?.wish !== undefined;

  document.addEventListener("htmx:before:request", (event) => {
    if (!ours(event)) return;
    clearTimeout(timer);
    const again = () => {
      look();
      timer = setTimeout(again, EVERY);
    };
    timer = setTimeout(again, PATIENCE);
  });
  for (const end of ["htmx:after:request", "htmx:error"]) {
    document.addEventListener(end, (event) => {
      if (!ours(event)) return;
      clearTimeout(timer);
      document.getElementById("work")?.replaceChildren();
    });
  }
}
