// The explanation of one number: requested by the form #explain, placed in free space beside the number and joined to
// it by a line. Where there is no free space it is shown in the panel (on a phone always).

import { shape } from "../motion/shapes.js";
import { all, around, byId, formById } from "../shared/dom.js";
import { crosses, joint, placed } from "./inspector_position.js";

/** @typedef {import("./inspector_position.js").Box} Box */

const MARGIN = 8;
const LEAST = 164; // px of height, even where the number is at the bottom of the drawing
const CLEAR = "#diagram .lit, #diagram .number.current"; // what it must not cover
const DRAWN = "#diagram :is(.number, .card, .pill, .answer)"; // what it had better not cover
const ACTIVE = "button, a, input, select, label, summary, dialog, [popover], [data-q], [data-symbol], #inspector";
const inspector = () => byId("inspector");

/** @param {Element} element @returns {Box} */
const boxOf = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + window.scrollX, y: top + window.scrollY, width, height };
};

/** @param {Box} box @returns {Box} */
const within = ({ x, y, width, height }) =>
  ({ x: x + MARGIN, y: y + MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN });

/**
 * Free space for the explanation, on the diagram itself, else anywhere on its card; at worst over other numbers.
 * @param {Element} number @returns {Box | null}
 */
function freeSpace(number) {
  inspector().classList.remove("in-panel");
  const { width, height } = boxOf(inspector()), others = drawnBeside(number);
  const kept = all(CLEAR).filter((other) => !other.matches("path")).map(boxOf);
  const spaces = all("#diagram, .hero").reverse().map((space) => within(boxOf(space)));
  const place = (/** @type {Box[]} */ also) =>
    spaces.map((space) => placed(boxOf(number), { width, height }, space, kept, also)).find(Boolean);
  return place(others) ?? place([]) ?? null;
}

/** @param {Box} inner @param {Box} outer */
const isWithin = (inner, outer) =>
  inner.x + inner.width / 2 > outer.x && inner.x + inner.width / 2 < outer.x + outer.width &&
  inner.y + inner.height / 2 > outer.y && inner.y + inner.height / 2 < outer.y + outer.height;

/** Everything else that is drawn, except the number and what is around it. @param {Element} number @returns {Box[]} */
function drawnBeside(number) {
  const own = boxOf(number);
  return all(DRAWN).map(boxOf).filter((other) => !isWithin(own, other));
}

export class Inspector {
  /** Of the number that is explained. @type {string | null} */
  #key = null;
  #takesFocus = false;
  #line = shape("svg", { class: "inspector-line", "aria-hidden": "true", hidden: "" });
  #ends = shape("line");

  /** @param {() => void} closed called when it has been closed */
  constructor(closed) {
    this.closed = closed;
    this.#line.append(this.#ends);
    document.body.append(this.#line);
    window.addEventListener("resize", () => this.update());
    document.addEventListener("click", (event) => {
      if (!around(event, ACTIVE)) this.close();
      if (!around(event, '[data-closes="inspector"]')) return;
      event.preventDefault();
      this.close();
    });
    document.addEventListener("htmx:after:swap", ({ detail }) => {
      if (detail.ctx.sourceElement.id === "explain") this.#shown();
    });
  }

  get open() {
    return this.#key !== null;
  }

  /** Explain a number. @param {string} key @param {boolean} focus whether the explanation takes the focus */
  show(key, focus = false) {
    const form = formById("explain");
    this.#key = key;
    this.#takesFocus = focus;
    /** @type {HTMLInputElement} */ (form.elements.namedItem("q")).value = key;
    form.requestSubmit();
  }

  #shown() {
    if (this.open && this.#takesFocus) inspector().focus({ preventScroll: true });
    this.#takesFocus = false;
  }

  /** The page has changed: explain the number again, unless it is no longer on the page. */
  refresh() {
    if (this.#key === null) return;
    if (document.querySelector(`#workbench [data-q="${CSS.escape(this.#key)}"]`)) this.show(this.#key, this.#takesFocus);
    else this.close();
  }

  close() {
    if (!this.open) return;
    const number = this.#number(), hadFocus = inspector().contains(document.activeElement);
    this.#key = null;
    this.update();
    this.closed();
    if (hadFocus) number?.focus({ preventScroll: true });
  }

  /** Show it where it belongs now. */
  update() {
    inspector().hidden = !this.open;
    const number = this.#number(), isPhone = document.documentElement.dataset.view === "phone";
    const box = number && !isPhone ? freeSpace(number) : null;
    if (number && box) this.#beside(number, box);
    else this.#inPanel();
  }

  #number() {
    const [number = null] = this.#key === null ? [] : all(`#diagram [data-q="${CSS.escape(this.#key)}"]`);
    return number;
  }

  /** Over the panel, and upwards as far as the number that is explained: the steps stay in reach. */
  #inPanel() {
    const { style, classList } = inspector(), side = all(".side")[0]?.getBoundingClientRect();
    classList.add("in-panel");
    style.removeProperty("top");
    if (side) {
      const bottom = Math.min(side.bottom, window.innerHeight), number = this.#number()?.getBoundingClientRect();
      const room = number && number.right > side.left ? bottom - Math.min(side.top, number.bottom) : side.height;
      const places = { left: side.left, right: window.innerWidth - side.right, bottom: window.innerHeight - bottom };
      for (const [name, px] of Object.entries(places)) style.setProperty(name, `${Math.round(px)}px`);
      style.setProperty("max-block-size", `${Math.round(Math.max(room, LEAST) - MARGIN)}px`);
    }
    this.#line.setAttribute("hidden", "");
  }

  /** @param {Element} number @param {Box} box */
  #beside(number, box) {
    inspector().classList.remove("in-panel");
    for (const name of ["right", "bottom", "max-block-size"]) inspector().style.removeProperty(name);
    inspector().style.setProperty("left", `${Math.round(box.x)}px`);
    inspector().style.setProperty("top", `${Math.round(box.y)}px`);
    if (crosses(boxOf(number), box, drawnBeside(number))) this.#line.setAttribute("hidden", "");
    else this.#join(boxOf(number), box);
  }

  /** Draw the line from the number to its explanation. @param {Box} number @param {Box} box */
  #join(number, box) {
    const { from, to } = joint(number, box), { scrollWidth, scrollHeight } = document.documentElement;
    for (const [name, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) {
      this.#ends.setAttribute(name, String(Math.round(value)));
    }
    this.#line.setAttribute("width", String(scrollWidth));
    this.#line.setAttribute("height", String(scrollHeight));
    this.#line.removeAttribute("hidden");
  }
}
