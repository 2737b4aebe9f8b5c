// The questions of a lesson: the button that changes a sign, which a phone's keypad may lack; and which questions were
// answered, kept in this browser only.

import { all } from "../../shared/dom.js";
import { recall, remember } from "../../shared/storage.js";

const ANSWERED = "answered"; // the entry in localStorage
const SIGN = /^\s*[-−–]\s*/;

/**
 * For each lesson the numbers of its answered questions, and how many it has.
 * @typedef {Record<string, {right: string[], of: number}>} Answered
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the entry says; anything that this program did not write is left out. @param {string | null} text */
export function answeredIn(text) {
  /** @type {Answered} */
  const found = {};
  try {
    for (const [lesson, kept] of Object.entries(/** @type {object} */ (JSON.parse(text ?? "{}")))) {
      if (isRecord(kept) && Array.isArray(kept.right) && typeof kept.of === "number") {
        found[lesson] = { right: kept.right.map(String), of: kept.of };
      }
    }
  } catch {
    return {};
  }
  return found;
}

export const answered = () => answeredIn(recall(ANSWERED));

/** Whether all questions of a lesson are answered. @param {Answered[string] | undefined} kept */
export const isDone = (kept) => kept !== undefined && kept.of > 0 && new Set(kept.right).size >= kept.of;

/** The same number with the other sign. @param {string} typed */
export const negated = (typed) => (SIGN.test(typed) ? typed.replace(SIGN, "") : `−${typed.trimStart()}`);

/** Keep what the page shows as answered. */
function keep() {
  const { lesson = "" } = document.getElementById("lesson")?.dataset ?? {}, questions = all("form[data-question]");
  const right = questions.filter(({ dataset }) => dataset.verdict === "right").map(({ id }) => id);
  if (right.length === 0) return;
  const kept = answered(), before = kept[lesson]?.right ?? [];
  kept[lesson] = { right: [...new Set([...before, ...right])], of: questions.length };
  remember(ANSWERED, JSON.stringify(kept));
}

/** @param {MouseEvent} event */
function changeSign({ target }) {
  const button = target instanceof Element && target.closest("[data-sign-of]");
  if (!(button instanceof HTMLElement)) return;
  const field = document.getElementById(button.dataset.signOf ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.value = negated(field.value);
  field.focus();
}

/** Other numbers are another question: what was typed for the old one is taken back. @param {MouseEvent} event */
function forget({ target }) {
  if (target instanceof Element) target.closest("[data-another]")?.closest("form")?.reset();
}

export function mountQuestions() {
  document.addEventListener("click", changeSign);
  document.addEventListener("click", forget);
  document.addEventListener("htmx:after:swap", keep);
  keep();
}
