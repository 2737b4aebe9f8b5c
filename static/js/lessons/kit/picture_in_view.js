// The picture of a beat stays in view: on a phone it sticks to the upper edge (beats-phone.css), and of one too tall for
// that its lower part does.

import { around } from "../../shared/dom.js";

/** @param {string} selector */
const part = (selector) => document.querySelector(`#lesson ${selector}`);
const here = () => part(".beat.here");
const picture = () => part(".picture-body");

/** Tell the styles how tall the picture is. */
function measure() {
  document.documentElement.style.setProperty("--picture", `${picture()?.clientHeight ?? 0}px`);
}

/** Show a tall picture from its head again where the reader has scrolled past that: what was guessed happens there. */
function showHead() {
  const box = picture()?.getBoundingClientRect();
  if (box && box.top < 0 && box.bottom < window.innerHeight) part(".picture-head")?.scrollIntoView({ block: "start" });
}

/** Whether the picture stays at the upper edge, as on a phone. */
function stays() {
  const found = picture();
  return found !== null && getComputedStyle(found).position === "sticky";
}

export function mountPicture() {
  const watched = picture();
  if (!watched) return;
  const size = new ResizeObserver(measure);
  let beat = here()?.getAttribute("data-beat"), guessed = false;
  size.observe(watched);
  document.addEventListener("submit", (event) => { guessed = around(event, "[data-guess]") !== null; });
  document.addEventListener("click", (event) => { guessed = around(event, ".beat.here .steps a") !== null || guessed; });
  document.addEventListener("htmx:after:swap", () => {
    const before = beat;
    beat = here()?.getAttribute("data-beat");
    measure();
    if (beat !== before && stays()) here()?.scrollIntoView({ block: "start" });
    else if (guessed || beat !== before) showHead();
    guessed = false;
  });
}
