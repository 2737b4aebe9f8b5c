// For somebody who is here for the first time: what a letter means, on hover; that a number answers a click, until one
// was clicked or the hint was dismissed (remembered in this browser only); and what a number is that is not known yet.

import { at } from "../shared/base_path.js";
import { all, around } from "../shared/dom.js";

const SEEN = "numbers-seen"; // the entry in localStorage
const REACH = 14; // px around a dash that belong to it

/** The meanings of letters and signs, as the glossary lists them. */
const meanings = () => new Map(all("#glossary dl > div").flatMap((row) => {
  const meaning = row.querySelector("dd")?.textContent ?? "";
  return [...row.querySelectorAll("dt i")].map((letter) => [letter.textContent, meaning]);
}));

/** Name the letter under the pointer in the tooltip of its formula. @param {Event} event */
function nameLetter(event) {
  const band = around(event, ".band");
  if (!band || !(event.target instanceof Element)) return;
  const letter = event.target.childElementCount ? "" : event.target.textContent?.trim() ?? "";
  const meaning = meanings().get(letter);
  if (meaning) band.title = `${letter}: ${meaning}`;
  else band.removeAttribute("title");
}

/** The number under a point that is not known yet, if any. @param {MouseEvent} event */
function unknownAt(event) {
  if (!around(event, "#diagram") || around(event, "[data-q]")) return null;
  const { clientX: x, clientY: y } = event;
  const near = all("#diagram .number.hidden[id]").find((number) => {
    const { left, right, top, bottom } = number.getBoundingClientRect();
    return x > left - REACH && x < right + REACH && y > top - REACH && y < bottom + REACH;
  });
  return near?.id.slice(2) ?? null;
}

/** @param {import("htmx.org").Htmx} htmx */
export function mountNewcomer(htmx) {
  const root = document.documentElement;
  root.toggleAttribute("data-new", localStorage.getItem(SEEN) === null);
  document.addEventListener("pointerover", nameLetter);
  document.addEventListener("click", (event) => {
    if (around(event, "[data-q], .first-hint button")) {
      localStorage.setItem(SEEN, "yes");
      root.removeAttribute("data-new");
    }
    const unknown = unknownAt(event);
    if (unknown) {
      htmx.ajax("GET", at(`/workbench/explain?q=${unknown}`), { target: "#note", swap: "outerMorph" });
    }
  });
}
