// The written-out products of lesson 4: a touched cell lights up in every row that contains it, and the line above the
// rows says what it is; the length of the last row is guessed by dragging its end; new rows come one after the other.

import { all, around, one } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const ROW = 160, APPEAR = 240; // ms at speed 1
const RISE = 12; // px

const cells = () => all("table.products .factor");
const rowCount = () => Number(document.querySelector("table.products")?.getAttribute("data-rows") ?? 0);
const field = (/** @type {string} */ id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));
const slider = () => /** @type {HTMLInputElement | null} */ (document.querySelector(".row-length"));

/** @param {HTMLElement} line @param {HTMLElement} cell @param {number} count of the rows that contain it */
function say(line, cell, count) {
  const [name, value] = [...cell.children].map((part) => part.cloneNode(true));
  const words = (line.dataset.words ?? "").replace("{rows}", String(count)).replace("{all}", line.dataset.all ?? "");
  const row = cell.closest("tr");
  const own = row ? [" · ", ...[...one("th", row).childNodes].map((part) => part.cloneNode(true)), " ",
    ...[...one(".product-value", row).childNodes].map((part) => part.cloneNode(true))] : [];
  line.replaceChildren(name, " = ", value, ` ${words}`, ...own);
}

/** @param {Event} event */
function touched(event) {
  const cell = around(event, "table.products .factor"), line = document.getElementById("touched");
  if (!cell || !line) return;
  const same = cells().filter((each) => each.dataset.key === cell.dataset.key);
  for (const each of cells()) each.classList.toggle("touched", same.includes(each));
  say(line, cell, same.length);
  const choice = document.getElementById("marked");
  if (choice instanceof HTMLSelectElement) choice.value = cell.dataset.key ?? "";
}

/** A factor that is chosen in the list lights up, too. @param {Event} event */
function chosen({ target }) {
  if (!(target instanceof HTMLSelectElement) || target.id !== "marked") return;
  const cell = cells().find((each) => each.dataset.key === target.value);
  cell?.dispatchEvent(new Event("slid", { bubbles: true }));
}

/** The cell under a finger that slides. @param {PointerEvent} event */
function slid({ clientX, clientY, buttons }) {
  const under = buttons && document.elementFromPoint(clientX, clientY);
  if (under) under.dispatchEvent(new Event("slid", { bubbles: true }));
}

/** @param {number} length */
function show(length) {
  all(".guess-row .hollow").forEach((cell, place) => { cell.hidden = place >= length; });
  const said = document.getElementById("said-length");
  if (said) said.textContent = String(length);
}

/** The field and the end of the row are one. @param {Event} event */
function measured({ target }) {
  const end = slider(), typed = field("guessed-last");
  if (!end || !typed) return;
  if (target === end) typed.value = end.value;
  else if (target !== typed || !/^\d+$/.test(typed.value.trim())) return;
  else end.value = typed.value;
  show(Number(end.value));
}

/** Rows that are new come one after the other. @param {number} before */
function grow(before) {
  for (const [k, row] of all("table.products tr[data-layer]").slice(before).entries()) {
    const timing = { duration: APPEAR / speed(), delay: (k * ROW) / speed(), fill: /** @type {const} */ ("backwards") };
    row.animate([{ opacity: 0, transform: `translateY(-${RISE}px)` }, { opacity: 1, transform: "none" }], timing);
  }
}

export function mountStaircase() {
  if (!rowCount()) return;
  let shown = rowCount();
  document.addEventListener("pointerdown", touched);
  document.addEventListener("pointermove", slid);
  document.addEventListener("slid", touched);
  document.addEventListener("change", chosen);
  document.addEventListener("input", measured);
  document.addEventListener("htmx:after:swap", () => {
    const before = shown;
    shown = rowCount();
    for (const cell of cells()) cell.classList.remove("touched");
    if (shown > before && !reduced()) grow(before);
  });
}
