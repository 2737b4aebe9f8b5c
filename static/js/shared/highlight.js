// One quantity, many places: pointing at a number, or focusing it, lights it up everywhere together with the numbers it is
// computed from (see number_table.js). A click pins it. `update` lights the pinned number again after a swap.

import { diagram } from "./diagram.js";
import { all, around } from "./dom.js";
import { about, matches } from "./number_table.js";

/** @typedef {import("./dom.js").Shown} Shown */

const LINKED = "[data-q], [data-symbol]";
const OTHER_CONTROLS = "button, a, input";
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

const keyOf = (/** @type {Shown} */ element) => element.dataset.q ?? "";

/** The names of a matrix in the formula and in the program. @param {string} symbol */
const named = (symbol) => all("[data-symbol]:not([data-q])").filter(({ dataset }) => dataset.symbol === symbol);

/** The keys that an element stands for: its own, or all of its matrix. @param {Shown} element */
function keysOf(element) {
  if (element.dataset.q) return [element.dataset.q];
  const keys = new Set(all("[data-q]").map(keyOf));
  return [...keys].filter((key) => about(key).symbol === element.dataset.symbol);
}

export class Links {
  /** @type {string | null} */
  #pinned = null;
  /** @type {Shown | null} */
  #hovered = null;

  /** @param {(key: string, byKey: boolean) => void} open shows the explanation of a number */
  constructor(open) {
    this.open = open;
    document.addEventListener("pointerover", (event) => this.#hover(around(event, LINKED)));
    document.addEventListener("focusin", (event) => this.#hover(around(event, LINKED)));
    document.addEventListener("focusout", () => this.#hover(null));
    document.addEventListener("pointerleave", () => this.#hover(null));
    document.addEventListener("click", (event) => this.#press(event));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  get pinned() {
    return this.#pinned;
  }

  /** Keep a number lit, or none. @param {string | null} key */
  pin(key) {
    this.#pinned = key;
    this.update();
  }

  /** Light what is pointed at, or else what is pinned. */
  update() {
    for (const lit of all(".lit, .chosen")) lit.classList.remove("lit", "chosen");
    const element = this.#hovered?.isConnected ? this.#hovered : null;
    if (element?.dataset.symbol && !element.dataset.q) for (const same of named(element.dataset.symbol)) same.classList.add("lit");
    if (element) light(keysOf(element));
    else if (this.#pinned) light([this.#pinned]);
  }

  /** @param {Shown | null} element */
  #hover(element) {
    if (element === this.#hovered) return;
    this.#hovered = element;
    this.update();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const element = around(event, "[data-q]");
    if (!element || around(event, `${OTHER_CONTROLS}, #inspector`)) return;
    this.pin(keyOf(element));
    this.open(keyOf(element), false);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const element = around(event, "[data-q]"), move = ARROWS[event.key];
    if (!element || event.ctrlKey || event.metaKey || event.altKey || around(event, OTHER_CONTROLS)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.pin(keyOf(element));
      this.open(keyOf(element), true);
    } else if (move && diagram()?.contains(element)) {
      event.preventDefault();
      nearest(element, move)?.focus();
    }
  }
}

/** Light numbers and their edges; of a single one also what it is computed from, and its name. @param {string[]} keys */
function light(keys) {
  const chosen = new Set(keys), used = keys.length === 1 ? about(keys[0]).uses : [];
  for (const element of all("[data-q]")) {
    const key = keyOf(element), own = chosen.has(key);
    element.classList.toggle("chosen", own);
    element.classList.toggle("lit", own || used.some((pattern) => matches(pattern, key)));
  }
  const along = keys.flatMap((key) => about(key).edges);
  for (const edge of all("#diagram path.edge")) {
    const weight = edge.id.replace("edge", "W").replaceAll("-", ".");
    edge.classList.toggle("lit", along.some((pattern) => matches(pattern, weight)));
  }
  if (keys.length === 1) lightNames(keys[0], used);
}

/** @param {string} key @param {string[]} used */
function lightNames(key, used) {
  const own = about(key).symbol;
  for (const symbol of new Set([key, ...used].map((each) => about(each).symbol))) {
    if (symbol) for (const element of named(symbol)) element.classList.add("lit");
  }
  if (own) for (const element of named(own)) element.classList.add("chosen");
}

/**
 * The nearest number in a direction. Nearness counts before straightness, but never one that is more aside than ahead.
 * @param {Shown} from @param {[number, number]} direction
 */
function nearest(from, [dx, dy]) {
  const middle = (/** @type {Shown} */ element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x, y] = middle(from);
  let best = null, least = Infinity;
  for (const other of all("#diagram [data-q][tabindex]")) {
    const [ox, oy] = middle(other), ahead = (ox - x) * dx + (oy - y) * dy, aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    if (other === from || ahead < 2 || aside > ahead * 2) continue;
    const far = ahead + 2 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}
