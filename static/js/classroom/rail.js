// The answers on the wall: when they are revealed, the cells slide into their groups.

import { TRAVEL } from "../motion/easing.js";
import { reduced } from "../shared/preferences.js";

const SLIDE = 240; // ms

const rail = () => document.getElementById("rail");

/** Where each cell is on the screen, from the first to the last. */
const places = () => [...document.querySelectorAll("#rail .rail-cell")].map((cell) => cell.getBoundingClientRect());

/** The groups, by what marks them. */
const groups = () => [...document.querySelectorAll("#rail .rail-group")].map(({ className }) => className).join();

/** @param {DOMRect[]} before where the cells were */
function slide(before) {
  const cells = document.querySelectorAll("#rail .rail-cell");
  places().forEach(({ left, top }, number) => {
    if (!before[number]) return;
    const moved = `translate(${before[number].left - left}px, ${before[number].top - top}px)`;
    cells[number].animate({ transform: [moved, "none"] }, { duration: SLIDE, easing: TRAVEL });
  });
}

const fade = () => rail()?.animate({ opacity: [0, 1] }, { duration: SLIDE });

export function mountRail() {
  /** @type {DOMRect[]} */
  let before = [];
  let grouped = groups();
  document.addEventListener("htmx:before:swap", () => { before = places(); });
  document.addEventListener("htmx:after:swap", () => {
    const earlier = grouped;
    grouped = groups();
    if (grouped === earlier || !before.length || !rail()?.querySelector(".rail-label")) return;
    if (reduced()) fade();
    else slide(before);
  });
}
