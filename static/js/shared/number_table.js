// What the page states about its numbers: the table in #operands, which the server writes from its own table
// (app/view/quantities/operand_patterns.py). The scripts know of no formula.

import { number } from "./diagram.js";

/** @typedef {{symbol?: string, uses?: string, edges?: string, unit?: string}} Row */

/** @type {{text: string, rows: Record<string, Row>}} */
let parsed = { text: "{}", rows: {} };

/** The rows of the network on the page, by letter and layer. @returns {Record<string, Row>} */
function table() {
  const now = document.getElementById("operands")?.dataset.table ?? "{}";
  if (now !== parsed.text) parsed = { text: now, rows: JSON.parse(now) };
  return parsed.rows;
}

/**
 * What a table states about one number: its matrix, the patterns of the numbers it is computed from and of the edges
 * that belong to it, and the unit that it belongs to. A key may itself be a pattern.
 * @param {Record<string, Row>} rows @param {string} key for example dW.1.0.2: letter, layer, [input,] unit
 */
export function read(rows, key) {
  const [letter, layer, ...places] = key.split(".");
  /** @type {Record<string, string | undefined>} */
  const own = { u: places.at(-1), i: places[0] };
  const filled = (/** @type {string} */ pattern) => pattern.split(".").map((part) => own[part] ?? part).join(".");
  const patterns = (text = "") => text.split(" ").filter(Boolean).map(filled);
  const { symbol = null, uses, edges, unit } = rows[`${letter}.${layer}`] ?? {};
  return { symbol, uses: patterns(uses), edges: patterns(edges), unit: patterns(unit)[0] ?? null };
}

/** What the page states about one number. @param {string} key */
export const about = (key) => read(table(), key);

/** Whether a key is one of those that a pattern names. @param {string} pattern @param {string} key */
export function matches(pattern, key) {
  const wanted = pattern.split("."), given = key.split(".");
  return wanted.length === given.length && wanted.every((part, index) => part === "*" || part === given[index]);
}

/** The numbers of a drawing from which one is computed. @param {SVGSVGElement} svg @param {string} key */
export function operandsIn(svg, key) {
  const all = () => /** @type {SVGGElement[]} */ ([...svg.querySelectorAll(".number[data-q]")]);
  return about(key).uses.flatMap((pattern) => {
    if (pattern.includes("*")) return all().filter(({ dataset }) => matches(pattern, dataset.q ?? ""));
    return [number(svg, pattern)].filter((found) => found !== null);
  });
}
