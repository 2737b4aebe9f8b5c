// Two devices may lead one class. The stream brings the class beside the network; where that is of a later version than
// the network, another device has moved it, and the page asks for the present picture.

const PATIENCE = 600; // ms: by then the answer to a click of this page is there

/** @param {Element | null} element */
const versionOf = (element) => Number(/** @type {HTMLElement | null} */ (element)?.dataset.version ?? 0);

export function mountElsewhere() {
  const workbench = () => document.getElementById("workbench");
  const column = () => document.getElementById("class-column");
  let waiting = 0;
  document.addEventListener("htmx:after:swap", () => {
    if (!column() || versionOf(column()) <= versionOf(workbench())) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (versionOf(column()) <= versionOf(workbench())) return;
      /** @type {HTMLFormElement | null} */ (document.getElementById("lens"))?.requestSubmit();
    }, PATIENCE);
  });
}
