// Names of the page's numbers in words, from what the page states about its network: a step does not carry them. With
// them a number of the panel, and one of the drawing that is not computed yet, has a name for screen readers.

import { all } from "../shared/dom.js";

const OF_SAMPLE = new Set(["X", "Y", "Z", "H", "R", "E", "M"]); // letters whose numbers differ from sample to sample

/** @param {string} name of a data attribute of the table */
const stated = (name) => document.getElementById("operands")?.dataset[name] ?? "";

/** @type {{text: string, patterns: Record<string, string>}} */
let parsed = { text: "", patterns: {} };

/** The pattern of each letter and layer. */
function patterns() {
  const text = stated("names");
  if (text !== parsed.text) parsed = { text, patterns: JSON.parse(text || "{}") };
  return parsed.patterns;
}

/**
 * The name of a number by the patterns: Weight from input 2 to hidden unit 1.
 * @param {Record<string, string>} known @param {string} key
 */
export function filled(known, key) {
  const [letter, layer, ...places] = key.split(".");
  const counted = (/** @type {string | undefined} */ place) => String(Number(place) + 1);
  return (known[`${letter}.${layer}`] ?? "").replace("{u}", counted(places.at(-1))).replace("{i}", counted(places[0]));
}

/** The name of a number in words; empty for one that the page does not know. @param {string} key */
export const nameOf = (key) => filled(patterns(), key);

/** @param {HTMLElement} number @param {string} sample */
function nameNumber(number, sample) {
  const key = number.dataset.q ?? "", name = nameOf(key);
  if (!name) return;
  const whose = sample && OF_SAMPLE.has(key.split(".")[0]) ? `, ${sample}` : "";
  const value = number.textContent.replace("−", `${stated("minus")} `);
  number.setAttribute("aria-label", `${name}${whose}: ${value}. ${stated("how")}`);
}

/** @param {HTMLElement} number of the drawing, not computed yet */
function nameUnknown(number) {
  const name = nameOf(number.id.slice(2));
  if (!name) return;
  number.setAttribute("role", "button");
  number.setAttribute("tabindex", "0");
  number.setAttribute("aria-label", `${name}: ${stated("unknown")}`);
}

/** Name what has no name yet. @param {ParentNode} within the page, or a picture of the same network */
export function nameNumbers(within = document) {
  for (const stop of all("#timeline button[title]", within)) stop.setAttribute("aria-label", stop.title);
  const sample = within.querySelector("#now .now-sample")?.textContent ?? "";
  for (const number of all("#now .q[data-q], #inspector .q[data-q]", within)) nameNumber(number, sample);
  for (const number of all("#diagram .number.hidden[id]", within)) nameUnknown(number);
}
