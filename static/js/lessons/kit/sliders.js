// The sliders of a lesson: their keys move them by their own step, which may be coarser than the pointer's.

const DIGITS = 9; // that are kept, so that 0.1 + 0.2 is 0.3

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** @param {number} value */
const short = (value) => String(Number(value.toFixed(DIGITS)));

/** The slider that an event happened on; null for anything else. @param {Event} event */
const sliderOf = ({ target }) =>
  target instanceof HTMLInputElement && target.matches('input[type="range"][data-step]') ? target : null;

/** The nearest step of a slider that was between two. @param {HTMLInputElement} slider */
function rounded({ value, dataset }) {
  const step = Number(dataset.step);
  return short(Math.round(Number(value) / step) * step);
}

/** @param {KeyboardEvent} event */
function move(event) {
  const slider = sliderOf(event), steps = STEPS[event.key];
  if (!slider || !steps) return;
  event.preventDefault();
  slider.value = short(Number(slider.value) + steps * Number(slider.dataset.step));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

export function mountSliders() {
  document.addEventListener("keydown", move);
  document.addEventListener("input", (event) => {
    const slider = sliderOf(event);
    if (slider && event.isTrusted && slider.step === "any") slider.value = rounded(slider);
  });
}
