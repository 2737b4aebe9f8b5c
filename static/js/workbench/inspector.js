// The explanation of one number: requested by the form #explain, placed in free space beside the number and joined to
// it by a line. Where there is no free space it is shown in the panel (on a phone always).

import { joint, placed } from "./inspector_position.js";
import { shape } from "../motion/scene.js";

const MARGIN = 8;
const CLEAR = "#diagram .lit, #diagram .number.current"; // what it must not cover
const root = () => document.getElementById("inspector");

const boxOf = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + window.scrollX, y: top + window.scrollY, width, height };
};

const within = ({ x, y, width, height }) => ({ x: x + MARGIN, y: y + MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN });

export class Inspector {
  #key = null;
  #takesFocus = false;

  /** @param {() => void} closed called when it has been closed */
  constructor(closed) {
    this.closed = closed;
    this.line = shape("svg", { class: "inspector-line", "aria-hidden": "true", hidden: "" });
    this.line.append(shape("line"));
    document.body.append(this.line);
    window.addEventListener("resize", () => this.update());
    document.addEventListener("click", (event) => {
      if (!event.target.closest?.('[data-closes="inspector"]')) return;
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
    const form = document.getElementById("explain");
    this.#key = key;
    this.#takesFocus = focus;
    form.elements.q.value = key;
    form.requestSubmit();
  }

  #shown() {
    if (this.open && this.#takesFocus) root().focus({ preventScroll: true });
    this.#takesFocus = false;
  }

  /** The page has changed: explain the number again, unless it is no longer on the page. */
  refresh() {
    if (!this.open) return;
    if (document.querySelector(`#workbench [data-q="${CSS.escape(this.#key)}"]`)) this.show(this.#key);
    else this.close();
  }

  close() {
    if (!this.open) return;
    const number = this.#number(), held = root()?.contains(document.activeElement);
    this.#key = null;
    this.update();
    this.line.setAttribute("hidden", "");
    this.closed();
    if (held) number?.focus({ preventScroll: true });
  }

  /** Place it where it belongs now. */
  update() {
    const element = root(), number = this.#number();
    if (!element) return;
    element.hidden = !this.open;
    if (!this.open) return;
    const box = number && document.documentElement.dataset.view !== "phone" ? this.#free(element, number) : null;
    element.classList.toggle("in-panel", !box);
    if (!box) {
      for (const name of ["left", "top"]) element.style.removeProperty(name);
      this.line.setAttribute("hidden", "");
      return;
    }
    element.style.setProperty("left", `${Math.round(box.x)}px`);
    element.style.setProperty("top", `${Math.round(box.y)}px`);
    this.#join(boxOf(number), box);
  }

  #number() {
    return this.#key && document.querySelector(`#diagram [data-q="${CSS.escape(this.#key)}"]`);
  }

  #free(element, number) {
    element.classList.remove("in-panel");
    const { width, height } = boxOf(element), rooms = [];
    const kept = [...document.querySelectorAll(CLEAR)].filter((other) => !other.matches("path")).map(boxOf);
    // on the drawing itself, else anywhere on its card
    for (const room of document.querySelectorAll("#diagram, .hero")) rooms.unshift(within(boxOf(room)));
    return rooms.map((room) => placed(boxOf(number), { width, height }, room, kept)).find(Boolean) ?? null;
  }

  #join(number, box) {
    const { from, to } = joint(number, box), ends = this.line.firstChild;
    for (const [name, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) ends.setAttribute(name, Math.round(value));
    this.line.setAttribute("width", document.documentElement.scrollWidth);
    this.line.setAttribute("height", document.documentElement.scrollHeight);
    this.line.removeAttribute("hidden");
  }
}
