// Long training: while the answer takes its time, #work requests how far it is and shows that, with a way to cancel.

const FIRST = 600; // ms before the first request: nearly every answer is here by then
const EVERY = 500; // ms between requests

const isChange = (/** @type {{detail: {ctx: import("htmx.org").HtmxRequestCtx}}} */ { detail }) =>
  detail.ctx.request.method === "POST" && detail.ctx.target?.id === "workbench";

/** @param {import("htmx.org").Htmx} htmx */
export function mountJobProgress(htmx) {
  let timer = 0;

  function poll() {
    htmx.trigger("#work", "poll");
    timer = setTimeout(poll, EVERY);
  }
  document.addEventListener("htmx:before:request", (event) => {
    if (!isChange(event)) return;
    clearTimeout(timer);
    timer = setTimeout(poll, FIRST);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (!isChange(event)) return;
    clearTimeout(timer);
    document.getElementById("work")?.replaceChildren();
  });
}
