// The lesson on code: arrow keys move through the lines that may be accused, and a training draws its cost.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const DRAW = 1200, MEND = 320, LINE = 40; // ms at speed 1

/** @param {KeyboardEvent} event */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { target } = event;
  if (!step || !(target instanceof HTMLElement) || !target.closest("#accusable")) return;
  const lines = all("#accusable button"), next = lines[lines.indexOf(target) + step];
  event.preventDefault();
  next?.focus();
}

const curves = () => all("#diagram.learn-plot .cost-line");
const written = () => all("#diagram.ruler .bar").length;
const isMended = () => document.querySelector("#accusable .found") !== null;

/** Draw a line from its beginning. @param {Element} line */
function draw(line) {
  line.setAttribute("pathLength", "1");
  const animation = line.animate(
    [{ strokeDasharray: "1", strokeDashoffset: "1" }, { strokeDasharray: "1", strokeDashoffset: "0" }],
    { duration: DRAW / speed(), easing: "ease-out" },
  );
  const finish = () => line.removeAttribute("pathLength");
  animation.finished.then(finish, finish);
}

/** The numbers that the mended line has changed. */
function mend() {
  for (const part of all("#accusable .found, .compared .matrix")) {
    part.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: MEND / speed() });
  }
}

/** The lines of the program, one after the other. */
function write() {
  for (const [place, bar] of all("#diagram.ruler .bar").entries()) {
    const timing = { duration: 2 * LINE / speed(), delay: (place * LINE) / speed() };
    bar.animate([{ opacity: 0 }, { opacity: 1 }], { ...timing, fill: /** @type {const} */ ("backwards") });
  }
}

export function mountCodeBeats() {
  if (!document.querySelector('#lesson[data-lesson="code"]')) return;
  document.addEventListener("keydown", move);
  let drawn = curves().length, mended = isMended(), bars = written();
  document.addEventListener("htmx:after:swap", () => {
    const before = drawn, wasMended = mended, barsBefore = bars;
    drawn = curves().length;
    mended = isMended();
    bars = written();
    if (reduced()) return;
    if (drawn > before) for (const line of curves()) draw(line);
    if (mended && !wasMended) mend();
    if (bars > barsBefore) write();
  });
}
