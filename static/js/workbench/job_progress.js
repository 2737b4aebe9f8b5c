// Long training: while an answer takes its time, #work asks how far it is and shows that, with a way to cancel.

const FIRST = 600; // ms before the first question: nearly every answer is here by then
const EVERY = 500; // ms between questions

/** @param {import("htmx.org").Htmx} htmx */
export function mountJobProgress(htmx) {
  let timer = 0;
  const work = () => document.getElementById("work");
  const isChange = ({ detail }) => detail.ctx?.request.method === "POST" && detail.ctx.target?.id === "workbench";

  function poll() {
    htmx.trigger(work(), "poll");
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
    work()?.replaceChildren();
  });
}
