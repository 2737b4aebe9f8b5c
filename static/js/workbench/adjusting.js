// A number of the drawing changes under the hand: by a drag, or by the arrows up and down once it was clicked. At most
// one change is under way, and the latest wins; the server joins them into one that Undo takes back.

import { around, byId, formById } from "../shared/dom.js";
import { latest } from "./latest.js";
import { nudged, parsed, typed } from "./nudge.js";
import { swallowClick } from "./timeline.js";

const GIVEN = '#diagram :is([data-q^="W."], [data-q^="B."], [data-q^="X."], [data-q^="Y."])';
const DRAG = 4; // px from which a press is a drag
const PER_PIXEL = 0.01;

/** The field of an edit: inputs and targets have the sample in place of the layer. @param {string} key */
function fieldOf(key) {
  const [letter, layer, ...places] = key.split(".");
  if (letter === "W") return [letter, layer, ...places].join(".");
  return [letter, letter === "B" ? layer : byId("workbench").dataset.sample, ...places].join(".");
}

/** @param {Element} number */
const textOf = (number) => number.querySelector(".value")?.textContent ?? "";

/**
 * @param {{send: (act: () => void) => Promise<void>, chosen: () => string | null}} page
 *   `send` makes a quiet request; `chosen` is the key of the number that was clicked
 */
export function mountAdjusting({ send, chosen }) {
  /** @type {{key: string, text: string, y: number, moved: boolean} | null} */
  let drag = null;

  const change = latest((/** @type {{key: string, text: string}} */ { key, text }) => send(() => {
    const form = formById("adjust");
    const field = /** @type {HTMLInputElement} */ (form.querySelector("[data-number]"));
    field.name = fieldOf(key);
    field.value = text;
    form.requestSubmit();
  }));

  document.addEventListener("pointerdown", (event) => {
    const drags = event.button === 0 && event.pointerType !== "touch"; // a finger scrolls
    const number = drags ? around(event, GIVEN) : null;
    const text = number ? textOf(number) : "";
    if (!number || !Number.isFinite(parsed(text))) return;
    drag = { key: number.dataset.q ?? "", text, y: event.clientY, moved: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const up = drag.y - event.clientY;
    drag.moved ||= Math.abs(up) > DRAG;
    if (!drag.moved) return;
    event.preventDefault();
    change.want({ key: drag.key, text: typed(Math.round((parsed(drag.text) + up * PER_PIXEL) * 100) / 100, drag.text) });
  });

  document.addEventListener("pointerup", () => {
    if (drag?.moved) swallowClick();
    drag = null;
  });
  document.addEventListener("pointercancel", () => (drag = null));

  /** What the keys have asked for, until the drawing shows it. @type {{key: string, text: string} | null} */
  let wanted = null;

  document.addEventListener("keydown", (event) => {
    const key = chosen(), free = document.activeElement === document.body;
    const number = key && free ? document.querySelector(`${GIVEN}[data-q="${CSS.escape(key)}"]`) : null;
    const text = number ? nudged(wanted?.key === key ? wanted.text : textOf(number), event) : null;
    if (!key || text === null) return;
    event.preventDefault();
    wanted = { key, text };
    change.want(wanted).then(() => (wanted = null));
  });
}
