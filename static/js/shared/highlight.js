// One quantity, many places: what the pointer or the focus is on lights up everywhere, with what it is made from. A
// click pins it. `update` lights again what a swap has put out.

import { diagram } from "./diagram.js";
import { about, matches } from "./number_table.js";

const LINKED = "[data-q], [data-symbol]";
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The keys that an element speaks of: its own, or all of its symbol. */
function keysOf(element) {
  if (element.dataset.q) return [element.dataset.q];
  const all = [...document.querySelectorAll("[data-q]")].map(({ dataset }) => dataset.q);
  return [...new Set(all)].filter((key) => about(key).symbol === element.dataset.symbol);
}

export class Links {
  #pinned = null;
  #hovered = null;

  /** @param {(key: string, byKey: boolean) => void} open shows the explanation of a number */
  constructor(open) {
    this.open = open;
    document.addEventListener("pointerover", (event) => this.#hover(event.target.closest?.(LINKED)));
    document.addEventListener("focusin", (event) => this.#hover(event.target.closest?.(LINKED)));
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

  /** Light what is pointed at, else what is pinned. */
  update() {
    const element = this.#hovered?.isConnected ? this.#hovered : null;
    const keys = element ? keysOf(element) : this.#pinned ? [this.#pinned] : [];
    this.#light(keys, element?.dataset.symbol);
  }

  #hover(element) {
    const next = element ?? null;
    if (next === this.#hovered) return;
    this.#hovered = next;
    this.update();
  }

  #light(keys, symbol) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit", "chosen");
    if (symbol) for (const same of document.querySelectorAll(`[data-symbol="${CSS.escape(symbol)}"]:not([data-q])`)) same.classList.add("lit");
    if (!keys.length) return;
    const chosen = new Set(keys);
    const used = keys.length === 1 ? about(keys[0]).uses : [], along = keys.flatMap((key) => about(key).edges);
    for (const element of document.querySelectorAll("[data-q]")) {
      const { q } = element.dataset, own = chosen.has(q);
      element.classList.toggle("chosen", own);
      element.classList.toggle("lit", own || used.some((pattern) => matches(pattern, q)));
    }
    for (const edge of diagram()?.querySelectorAll("path.edge") ?? []) {
      const [, ...place] = edge.id.split("-");
      edge.classList.toggle("lit", along.some((pattern) => matches(pattern, ["W", ...place].join("."))));
    }
    if (keys.length === 1) this.#lightSymbols(keys[0], used);
  }

  /** Names in the formula and in the program light with their numbers. */
  #lightSymbols(key, used) {
    const own = about(key).symbol, names = new Set([key, ...used].map((each) => about(each).symbol));
    for (const element of document.querySelectorAll("[data-symbol]:not([data-q])")) {
      if (!names.has(element.dataset.symbol)) continue;
      element.classList.add("lit");
      element.classList.toggle("chosen", element.dataset.symbol === own);
    }
  }

  #press(event) {
    const element = event.target.closest?.("[data-q]");
    if (!element || event.target.closest("button, a, input, #inspector")) return;
    this.pin(element.dataset.q);
    this.open(element.dataset.q, false);
  }

  #key(event) {
    const element = event.target.closest?.("[data-q]");
    if (!element || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, a, input")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.pin(element.dataset.q);
      this.open(element.dataset.q, true);
      return;
    }
    const move = ARROWS[event.key];
    if (!move || !diagram()?.contains(element)) return;
    event.preventDefault();
    nearest(element, move)?.focus();
  }
}

/** The next number in a direction: near before straight, and never one that lies more sideways than ahead. */
function nearest(from, [dx, dy]) {
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x, y] = middle(from);
  let best = null, least = Infinity;
  for (const other of diagram().querySelectorAll("[data-q][tabindex]")) {
    const [ox, oy] = middle(other), ahead = (ox - x) * dx + (oy - y) * dy, aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    if (other === from || ahead < 2 || aside > ahead * 2) continue;
    const far = ahead + 2 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}
