// Long training: while the answer takes its time, #work requests how far it is and shows that, with a way to cancel.

const FIRST = 600; // ms before the first request: nearly every answer is here by then
const EVERY = 500; // ms between requests

/** @typedef {{detail: {ctx: import("htmx.org").HtmxRequestCtx}}} RequestEvent */

/** @param {RequestEvent} event */
const isChange = ({ detail: { ctx } }) => ctx.request.method === "POST" && ctx.target?.id === "workbench";

/** @param {import("htmx.org").Htmx} htmx */
export function mountJobProgress(htmx) {
  /** While a change is under way. @type {number | null} */
  let timer = null;

  function poll() {
    htmx.trigger("#work", "poll");
    timer = setTimeout(poll, EVERY);
  }
  function stop() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }
  document.addEventListener("htmx:before:request", (event) => {
    if (!isChange(event)) return;
    stop();
    timer = setTimeout(poll, FIRST);
  });
  document.addEventListener("htmx:before:swap", (event) => {
    // too late: the training has ended
    if (event.detail.ctx.target?.id === "work" && timer === null) event.preventDefault();
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (!isChange(event)) return;
    stop();
    document.getElementById("work")?.replaceChildren();
  });
}
