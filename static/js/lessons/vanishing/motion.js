// Whispers as motion: the message goes from one person to the next; the layers' bars grow. What is drawn is the end of it.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";

const NEXT = 160, GROW = 480; // ms at speed 1
const EASE = "cubic-bezier(.3,.05,.2,1)";

/** @type {Animation[]} */
let moving = [];

const heard = () => Number(document.getElementById("people")?.dataset.heard ?? 0);
const trained = () => document.querySelector('[data-bars="moved"]') !== null;

/** @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {number} delay */
function animate(element, frames, duration, delay) {
  const timing = { duration: duration / speed(), delay: delay / speed(), easing: EASE };
  moving.push(element.animate(frames, { ...timing, fill: /** @type {const} */ ("backwards") }));
}

/** The whisper runs along the row. */
function pass() {
  all("#people .sound").forEach((sound, k) => {
    const { r = {} } = /** @type {any} */ (sound);
    animate(sound, [{ r: "0", opacity: 0 }, { r: `${r.baseVal?.value ?? 0}px`, opacity: 1 }], 2 * NEXT, k * NEXT);
  });
  all("#people .loud").forEach((text, k) => animate(text, [{ opacity: 0 }, { opacity: 1 }], NEXT, k * NEXT));
}

/** The bars grow from the output layer down, as the errors reach the layers. */
function grow() {
  all('[data-bars="moved"] rect').forEach((bar, k) =>
    animate(bar, [{ transform: "scaleX(0)" }, { transform: "none" }], GROW, (k * NEXT) / 2));
}

export function mountWhispers() {
  if (document.getElementById("lesson")?.dataset.lesson !== "vanishing") return;
  let before = { heard: heard(), trained: trained() };
  document.addEventListener("htmx:after:swap", () => {
    const now = { heard: heard(), trained: trained() };
    for (const animation of moving) animation.finish();
    moving = [];
    if (!reduced() && before.heard === 1 && now.heard > 1) pass();
    if (!reduced() && now.trained && !before.trained) grow();
    before = now;
  });
}
