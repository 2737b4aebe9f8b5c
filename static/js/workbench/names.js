// Names for screen readers that are on the page already, elsewhere: a number of the panel is called what it is called in
// the drawing, a stop of the timeline what its title says. A step does not carry them twice.

import { all } from "../shared/dom.js";

/** @param {HTMLElement} element @param {string | null | undefined} name */
function call(element, name) {
  if (name) element.setAttribute("aria-label", name);
}

export function nameNumbers() {
  for (const stop of all("#timeline button[title]")) call(stop, stop.title);
  for (const number of all("#now .q[data-q], #inspector .q[data-q]")) {
    call(number, document.getElementById(`n-${number.dataset.q}`)?.getAttribute("aria-label"));
  }
}
