// A lesson in beats: the keys that lead on, and the focus, which stays where the reader is when a button is gone.

import { around } from "../shared/dom.js";

// there the arrows and the space bar have a meaning of their own
const OWN_KEYS = "input, select, textarea, summary, [role=slider]";

/** @param {KeyboardEvent} event */
function follow(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof Element && target.closest(OWN_KEYS)) return;
  if (key === " " && target instanceof Element && target.closest("button")) return;
  const link = document.querySelector(`#lesson [data-key="${key === " " ? "Space" : key}"]`);
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault();
  link.click();
}

/** The heading of the open beat takes the focus that a button had which is no longer there. */
function keepFocus() {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector("#lesson .beat.here h2");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}

const open = () => document.querySelector("#lesson .beat.here")?.getAttribute("data-beat");

/** Show the picture again where the reader has scrolled past it, on a phone above all: what was guessed happens there. */
function showPicture() {
  const picture = document.querySelector("#lesson .picture");
  const box = picture?.getBoundingClientRect();
  if (box && box.top < 0 && box.bottom < window.innerHeight) picture?.scrollIntoView({ block: "start" });
}

/** A beat begins where its picture does; a guess that was made shows in the picture. */
function keepPicture() {
  let beat = open(), guessed = false;
  document.addEventListener("submit", (event) => { guessed = around(event, "[data-guess]") !== null; });
  document.addEventListener("click", (event) => { guessed = around(event, ".beat.here .steps a") !== null || guessed; });
  document.addEventListener("htmx:after:swap", () => {
    if (guessed || open() !== beat) showPicture();
    beat = open();
    guessed = false;
  });
}

export function mountBeats() {
  if (!document.querySelector("#lesson [data-beat]")) return;
  keepPicture();
  document.addEventListener("keydown", follow);
  document.addEventListener("htmx:after:swap", keepFocus);
}
