// The motion of the lesson on many paths: parcels, numbers that slide into a matrix, a row that stands up, a count.

import { all, around } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { mountPull } from "./drag.js";
import { openGate, send } from "./parcels.js";

const SLIDE = 560, AFTER = 70, TURN = 900, COUNT = 1800; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";
const ANGLES = 6; // on the way from a row to a column
const BETWEEN = 4; // from one cell to the next

/** @type {Animation[]} */
let moving = [];

const drawing = () => /** @type {SVGElement | null} */ (document.querySelector(".many-paths #diagram"));

/** What the picture shows, by which a change is noticed. @returns {Record<string, number>} */
const state = () => Object.fromEntries(Object.entries(drawing()?.dataset ?? {}).map(([name, value]) => [name, Number(value)]));

/** The way from one element to another, in the units of the other's drawing. @param {Element} from @param {Element} to */
function distance(from, to) {
  const a = from.getBoundingClientRect(), b = to.getBoundingClientRect();
  const scale = /** @type {SVGGraphicsElement} */ (to).getScreenCTM()?.a ?? 1;
  return { x: (a.left + a.width / 2 - b.left - b.width / 2) / scale, y: (a.top + a.height / 2 - b.top - b.height / 2) / scale };
}

/** @param {{ x: number, y: number }} by */
const moved = ({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` });

/** The numbers slide from their edges into the cells of Wo. */
function collect() {
  for (const [k, text] of all("[data-matrix=Wo] .entry").entries()) {
    const pill = document.querySelector(`.pill[data-weight="${text.dataset.weight}"]`);
    if (!pill) continue;
    const timing = { duration: SLIDE / speed(), delay: (k * AFTER) / speed(), easing: EASE };
    moving.push(text.animate([moved(distance(pill, text)), moved({ x: 0, y: 0 })], { ...timing, fill: "backwards" }));
  }
}

/** The rows of Wo move over and turn upright, as the columns of its transpose. */
function turn() {
  const cell = document.querySelector("[data-matrix=turned] .cell");
  const [wide, high] = ["width", "height"].map((name) => Number(cell?.getAttribute(name)) + BETWEEN);
  for (const text of all("[data-matrix=turned] .entry")) {
    const source = document.querySelector(`[data-matrix=Wo] .entry[data-weight="${text.dataset.weight}"]`);
    if (!source) continue;
    const place = Number(text.dataset.weight?.split(".")[1]); // in its row, and in its column
    const way = Array.from({ length: ANGLES + 1 }, (_, k) => {
      const angle = (Math.PI / 2) * (k / ANGLES);
      return moved({ x: place * wide * Math.cos(angle), y: place * high * (Math.sin(angle) - 1) });
    });
    const timing = { duration: TURN / speed(), easing: EASE, fill: /** @type {const} */ ("backwards") };
    moving.push(text.animate([moved(distance(source, text)), ...way], timing));
  }
  for (const matrix of all("[data-matrix=Eo], [data-matrix=sums]")) {
    const timing = { duration: SLIDE / 2 / speed(), delay: TURN / speed(), fill: /** @type {const} */ ("backwards") };
    moving.push(matrix.animate([{ opacity: 0 }, { opacity: 1 }], timing));
  }
}

/** One path after the other lights up while their number grows. */
function count() {
  const walks = all("#diagram .walk"), number = document.querySelector("[data-value-of=paths]");
  const step = COUNT / walks.length / speed();
  for (const [k, walk] of walks.entries()) {
    const frames = [{ opacity: 0 }, { opacity: 1, offset: 0.3 }, { opacity: 0 }];
    moving.push(walk.animate(frames, { duration: Math.max(step * 1.6, 120), delay: k * step }));
  }
  const clock = moving[moving.length - 1], text = number?.textContent ?? "", total = Number(text.replace(/\D/g, ""));
  if (!number || !clock || !total) return;
  const tick = () => {
    const running = clock.playState === "running" && number.isConnected;
    const share = Math.min(1, Number(clock.currentTime ?? 0) / (step * walks.length));
    number.textContent = running && share < 1 ? String(Math.round(total * share)) : text;
    if (running) requestAnimationFrame(tick);
  };
  tick();
}

/** What moves when a part of the picture's state rises from 0. @type {Record<string, () => void>} */
const MOTIONS = {
  sent: () => moving.push(...send(/** @type {SVGElement} */ (drawing()))),
  opened: () => moving.push(...openGate(/** @type {SVGElement} */ (drawing()))),
  collected: collect,
  turned: turn,
  counted: count,
};

/** A weight is pointed at: it is marked on its edge, in both matrices and in the sum. @param {Event} event */
function point(event) {
  const weight = around(event, "[data-weight]")?.dataset.weight;
  for (const each of all("#lesson [data-weight]")) each.classList.toggle("pointed", each.dataset.weight === weight);
}

export function mountManyPaths() {
  if (!drawing()) return;
  mountPull();
  document.addEventListener("pointerover", point);
  let shown = state();
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = state();
    const risen = Object.keys(MOTIONS).filter((name) => before[name] === 0 && shown[name] > 0);
    if (!risen.length) return;
    for (const animation of moving) animation.finish();
    moving = [];
    if (!reduced()) for (const name of risen) MOTIONS[name]();
  });
}
