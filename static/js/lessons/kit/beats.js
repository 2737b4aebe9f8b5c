// A lesson in beats: the keys that lead on, and the focus, which stays where the reader is when a button is gone.

// there the arrows and the space bar have a meaning of their own
const OWN_KEYS = "input, select, textarea, summary, [role=slider], .scroller";

/** @param {KeyboardEvent} event */
function follow(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof Element && target.closest(OWN_KEYS)) return;
  if (key === " " && target instanceof Element && target.closest("button")) return;
  const link = document.querySelector(`#lesson [data-key="${key === " " ? "Space" : key}"]`);
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault();
  link.click();
}

/** The heading of the open beat takes the focus where nothing has it, as after a button has gone. */
function keepFocus() {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector("#lesson .beat.here h2");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}

export function mountBeats() {
  if (!document.querySelector("#lesson [data-beat]")) return;
  document.addEventListener("keydown", follow);
  document.addEventListener("htmx:after:swap", keepFocus);
}
