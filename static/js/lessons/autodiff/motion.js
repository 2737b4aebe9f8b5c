// In the lesson on graphs, a node that was played sends its messages back along its edges.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { run } from "../kit/lights.js";

const TRAVEL = 480, WRITE = 120; // ms at speed 1

const drawing = () => /** @type {SVGElement | null} */ (document.querySelector("#diagram.graph"));
const played = () => drawing()?.dataset.played ?? "";

/** @type {Animation[]} */
let moving = [];

/** @param {string} node */
function play(node) {
  for (const edge of all(`#diagram.graph .edge[data-from="${node}"]`)) {
    moving.push(run(edge, true, { duration: TRAVEL / speed(), delay: 0 }));
  }
  const timing = { duration: WRITE / speed(), delay: TRAVEL / speed(), fill: /** @type {const} */ ("backwards") };
  for (const message of all(`#diagram.graph .message[data-from="${node}"]`)) {
    moving.push(message.animate([{ opacity: 0 }, { opacity: 1 }], timing));
  }
}

export function mountGraph() {
  if (!drawing()) return;
  let before = played();
  document.addEventListener("htmx:after:swap", () => {
    const now = played(), further = now.startsWith(before) && now !== before, [last = ""] = now.split(".").slice(-1);
    before = now;
    for (const animation of moving) animation.finish();
    moving = [];
    if (further && last && !reduced()) play(last);
  });
}
