// One quantity in many places: the number under the pointer or with the focus lights up everywhere, together with the
// numbers that it is computed from (number_table.js). A click pins it. `update` lights it up again after a swap.

import { diagram, edges } from "./diagram.js";
import { all, around } from "./dom.js";
import { nearest } from "./neighbours.js";
import { about, matches } from "./number_table.js";

const LINKED = "[data-q], [data-symbol]";
const CONTROLS = "button, a, input";

/** @type {Record<string, import("./neighbours.js").Vector>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The key of a number on the page. @param {HTMLElement} element */
const keyOf = ({ dataset }) => dataset.q ?? "";

/** The keys that an element refers to: its own, or all of its symbol. @param {HTMLElement} element */
function keysOf(element) {
  if (element.dataset.q) return [element.dataset.q];
  return [...new Set(all("[data-q]").map(keyOf))].filter((key) => about(key).symbol === element.dataset.symbol);
}

/**
 * Light up the numbers with these keys and those that they are computed from.
 * @param {string[]} keys @param {string[]} uses patterns
 */
function lightNumbers(keys, uses) {
  const chosen = new Set(keys);
  for (const element of all("[data-q]")) {
    const key = keyOf(element);
    element.classList.toggle("chosen", chosen.has(key));
    element.classList.toggle("lit", chosen.has(key) || uses.some((pattern) => matches(pattern, key)));
  }
}

/** Light up edges. @param {string[]} along patterns of weights */
function lightEdges(along) {
  const svg = diagram();
  for (const edge of svg ? edges(svg) : []) {
    const [, ...place] = edge.id.split("-");
    edge.classList.toggle("lit", along.some((pattern) => matches(pattern, ["W", ...place].join("."))));
  }
}

/**
 * Light up the names of these numbers in the formula and in the program.
 * @param {string} key @param {string[]} uses patterns
 */
function lightNames(key, uses) {
  const own = about(key).symbol, names = new Set([key, ...uses].map((each) => about(each).symbol));
  for (const element of all("[data-symbol]:not([data-q])")) {
    const { symbol = "" } = element.dataset;
    if (!names.has(symbol)) continue;
    element.classList.add("lit");
    element.classList.toggle("chosen", symbol === own);
  }
}

/** @param {string[]} keys @param {string} [symbol] that is pointed at itself */
function light(keys, symbol) {
  for (const lit of all(".lit, .chosen")) lit.classList.remove("lit", "chosen");
  if (symbol) for (const name of all(`[data-symbol="${CSS.escape(symbol)}"]:not([data-q])`)) name.classList.add("lit");
  if (!keys.length) return;
  const uses = keys.length === 1 ? about(keys[0]).uses : [];
  lightNumbers(keys, uses);
  lightEdges(keys.flatMap((key) => about(key).edges));
  if (keys.length === 1) lightNames(keys[0], uses);
}

/**
 * The number that an event happened on, unless it happened on a control or on one of `others`.
 * @param {Event} event @param {string} [others]
 */
const numberOf = (event, others = CONTROLS) => (around(event, others) ? null : around(event, "[data-q]"));

export class Links {
  /** @type {string | null} */
  #pinned = null;
  /** @type {HTMLElement | null} */
  #hovered = null;

  /** @param {(key: string, byKey: boolean) => void} open shows the explanation of a number */
  constructor(open) {
    this.open = open;
    document.addEventListener("pointerover", (event) => this.#hover(around(event, LINKED)));
    document.addEventListener("focusin", (event) => this.#hover(around(event, LINKED)));
    document.addEventListener("focusout", () => this.#hover(null));
    document.addEventListener("pointerleave", () => this.#hover(null));
    document.addEventListener("click", (event) => this.#choose(numberOf(event, `${CONTROLS}, #inspector`), false));
    document.addEventListener("keydown", (event) => this.#keyPressed(event));
  }

  get pinned() {
    return this.#pinned;
  }

  /** Keep a number lit, or none. @param {string | null} key */
  pin(key) {
    this.#pinned = key;
    this.update();
  }

  /** Light up what is pointed at, else what is pinned. */
  update() {
    const element = this.#hovered?.isConnected ? this.#hovered : null;
    if (element) light(keysOf(element), element.dataset.q ? undefined : element.dataset.symbol);
    else light(this.#pinned ? [this.#pinned] : []);
  }

  /** @param {HTMLElement | null} element */
  #hover(element) {
    if (element === this.#hovered) return;
    this.#hovered = element;
    this.update();
  }

  /** @param {HTMLElement | null} element @param {boolean} byKey */
  #choose(element, byKey) {
    if (!element) return;
    this.pin(keyOf(element));
    this.open(keyOf(element), byKey);
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const element = numberOf(event), direction = ARROWS[event.key];
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#choose(element, true);
    } else if (direction && diagram()?.contains(element)) {
      event.preventDefault();
      nearest(element, all("#diagram [data-q][tabindex]"), direction)?.focus();
    }
  }
}
