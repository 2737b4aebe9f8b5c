// The guess in the plot of lesson 5: a ring that follows its slider, or the pointer that drags it.

import { around, one } from "../../shared/dom.js";

const slider = () => /** @type {HTMLInputElement | null} */ (document.getElementById("guessed-work"));
const plot = () => /** @type {SVGSVGElement} */ (/** @type {unknown} */ (one("#lesson .growth")));

/** Height and counts of the plot's field. */
function field() {
  const { base, top, most } = plot().dataset;
  return { base: Number(base), top: Number(top), most: Number(most) };
}

/** @param {HTMLInputElement} input */
function follow(input) {
  const ring = one(".said", plot()), { base, top, most } = field(), text = one("text", ring);
  const [x] = (ring.getAttribute("transform") ?? "").match(/[\d.]+/) ?? ["0"];
  ring.setAttribute("transform", `translate(${x} ${base - ((base - top) * Number(input.value)) / most})`);
  text.textContent = (text.dataset.words ?? "").replace("{count}", input.value);
  one(`output[for="${input.id}"]`).textContent = input.value;
}

/** @param {PointerEvent} event */
function drag({ clientY }) {
  const input = slider(), { base, top, most } = field(), box = plot().getBoundingClientRect();
  if (!input) return;
  const y = ((clientY - box.top) / box.height) * plot().viewBox.baseVal.height;
  input.value = String(((base - y) / (base - top)) * most);
  follow(input);
}

export function mountGrowthGuess() {
  let held = false;
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target === slider()) follow(target);
  });
  document.addEventListener("pointerdown", (event) => {
    const place = event.pointerType === "touch" ? "#lesson .growth .said" : "#lesson .growth"; // beside it a finger scrolls
    if (!slider() || !around(event, place)) return;
    held = true;
    event.preventDefault();
    drag(event);
  });
  document.addEventListener("pointermove", (event) => held && drag(event));
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { held = false; });
}
