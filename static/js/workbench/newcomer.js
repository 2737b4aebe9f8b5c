// For somebody who is here for the first time: what a letter means, on hover; that a number answers a click, until one
// was clicked or the hint was dismissed (remembered in this browser only); and what a number is that is not known yet.

import { all, around, formById } from "../shared/dom.js";
import { recall, remember } from "../shared/storage.js";
import { nameOf } from "./names.js";

const SEEN = "numbers-seen"; // the entry in localStorage
const TO_NOTE = { target: "#note", swap: "outerMorph" };
const REACH = 14; // px around a dash that belong to it

/** The meanings of letters and signs, as the glossary lists them. */
const meanings = () => new Map(all("#glossary dl > div").flatMap((row) => {
  const meaning = row.querySelector("dd")?.textContent ?? "";
  return [...row.querySelectorAll("dt i")].map((letter) => [letter.textContent, meaning]);
}));

/** What a letter means: in the drawing also which number it names. @param {Element} element */
function meaningOf(element) {
  const [first] = element.closest("text")?.childNodes ?? [];
  const letter = (element.childElementCount ? first : element)?.textContent?.trim() ?? "";
  const named = nameOf(element.closest("#diagram .number[id]")?.id.slice(2) ?? "");
  const meaning = meanings().get(letter);
  return [named, meaning && `${letter}: ${meaning}`].filter(Boolean).join(". ");
}

/** Name the letter under the pointer in the tooltip of its formula or drawing. @param {Event} event */
function nameLetter(event) {
  const place = around(event, ".band, .diagram-place");
  if (!place || !(event.target instanceof Element)) return;
  const letter = place.matches(".band") ? event.target : event.target.closest(".symbol");
  const meaning = letter && meaningOf(letter);
  if (meaning) place.title = meaning;
  else place.removeAttribute("title");
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
  const ask = (/** @type {string | null} */ unknown) =>
    unknown && htmx.ajax("GET", `${formById("explain").getAttribute("hx-get")}?q=${unknown}`, TO_NOTE);
  root.toggleAttribute("data-new", recall(SEEN) === null);
  document.addEventListener("pointerover", nameLetter);
  document.addEventListener("click", (event) => {
    if (around(event, "[data-q], .first-hint button")) {
      remember(SEEN, "yes");
      root.removeAttribute("data-new");
    }
    ask(unknownAt(event));
  });
  document.addEventListener("keydown", (event) => {
    const unknown = around(event, "#diagram .number.hidden[id]");
    if (!unknown || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    ask(unknown.id.slice(2));
  });
}
