// A quiet sign that a click has arrived, where the answer takes its time: until then what was pressed and the playhead of
// the timeline carry the class `waits`, which shows itself after 150 ms (components/waiting.css).

import { all } from "../shared/dom.js";
import { fieldsOf } from "../shared/patient.js";

/** @typedef {import("../shared/patient.js").Context} Context */

const SIGN = "waits";

/**
 * What a request was made with, as a selector: a button, or the number whose explanation is wanted; empty for what has
 * no id.
 * @param {Context} ctx
 */
function pressedFor({ sourceElement, request }) {
  if (sourceElement.id !== "explain") return sourceElement.id && `#${sourceElement.id}`;
  const query = request.action.split("?")[1], asked = new URLSearchParams(query).get("q") ?? fieldsOf(request).get("q");
  return `#workbench [data-q="${asked}"]`;
}

export function mountWaiting() {
  /** Of each request without an answer, what carries the sign. @type {Map<Context, string>} */
  const open = new Map();

  function show() {
    const wanted = new Set([...open.values()].flatMap((selector) => all(selector)));
    for (const element of all(`.${SIGN}`)) if (!wanted.has(element)) element.classList.remove(SIGN);
    for (const element of wanted) element.classList.add(SIGN);
  }
  /** @param {string} name @param {(ctx: Context) => void} change */
  function on(name, change) {
    document.addEventListener(name, (event) => {
      const { ctx } = /** @type {CustomEvent<{ctx?: Context}>} */ (event).detail;
      if (ctx?.sourceElement) change(ctx);
      show();
    });
  }
  on("htmx:config:request", (ctx) => {
    const moves = ctx.target?.id === "workbench" && ctx.request.method === "POST", pressed = pressedFor(ctx);
    if (moves) open.set(ctx, ["#timeline .here > button", pressed].filter(Boolean).join());
    else if (ctx.target?.id === "inspector" && pressed) open.set(ctx, pressed);
  });
  on("htmx:ahead:shown", (ctx) => open.delete(ctx));
  on("htmx:after:swap", () => {});
  on("htmx:finally:request", (ctx) => open.delete(ctx));
}
