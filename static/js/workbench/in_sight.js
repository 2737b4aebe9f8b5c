// What is wider than its place scrolls inside it, never the page: here it is moved so that what is current is in the
// middle, as the chips of the stages on a phone, and a drawing that needs more width than there is.

import { diagram } from "../shared/diagram.js";

/**
 * How far to scroll so that a place is in the middle; the widths may as well be heights.
 * @param {number} middle px from the start of what scrolls
 * @param {{clientWidth: number, scrollWidth: number}} within
 */
export const offsetFor = (middle, { clientWidth, scrollWidth }) =>
  Math.max(0, Math.min(scrollWidth - clientWidth, middle - clientWidth / 2));

/** @param {Element | null} box @param {number} middle @param {ScrollBehavior} behavior */
function centre(box, middle, behavior) {
  if (box && box.scrollWidth > box.clientWidth) box.scrollTo({ left: offsetFor(middle, box), behavior });
}

/** The middle of an element, from the start of the box that it scrolls in. @param {Element} item @param {Element} box */
function middleIn(item, box) {
  const { left, width } = item.getBoundingClientRect();
  return left + width / 2 - box.getBoundingClientRect().left + box.scrollLeft;
}

/** Bring the present gap and the present stage into sight. @param {boolean} still without motion */
export function showCurrent(still) {
  const behavior = still ? "instant" : "smooth", middle = Number(diagram()?.dataset.middle);
  if (middle) centre(document.querySelector(".diagram-place"), middle, behavior);
  const line = document.querySelector("#timeline"), stop = line?.querySelector(".here") ?? line?.querySelector("li");
  if (line && stop) centre(line, middleIn(stop, line), behavior);
  showLine();
}

/** Bring the line of the present stage into sight where the program is shortened. */
function showLine() {
  const program = document.querySelector("#code > form"), line = program?.querySelector(".lit-line");
  if (!program || !line) return;
  const { top, height } = line.getBoundingClientRect();
  const middle = top + height / 2 - program.getBoundingClientRect().top + program.scrollTop;
  program.scrollTop = offsetFor(middle, { clientWidth: program.clientHeight, scrollWidth: program.scrollHeight });
}
