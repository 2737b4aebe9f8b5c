// The timeline: a click goes to a stage (its stops are buttons of a form); a drag shows the end state of each one that
// it passes, and where it is let go that stage is played once.

/** @param {number} x @param {{stage: number, middle: number}[]} stops @returns {number} the stage whose stop is nearest */
export const nearestStage = (x, stops) =>
  stops.reduce((best, stop) => (Math.abs(stop.middle - x) < Math.abs(best.middle - x) ? stop : best)).stage;

/**
 * What a drag asks for: at most one request under way, the last stage wins.
 * @param {(stage: number) => Promise<void>} go
 */
export function latest(go) {
  let busy = null, wanted = null;
  const run = async () => {
    while (wanted !== null) {
      const stage = wanted;
      wanted = null;
      await go(stage);
    }
    busy = null;
  };
  return {
    want(stage) {
      wanted = stage;
      busy ??= run();
      return busy;
    },
  };
}

/**
 * @param {object} page
 * @param {() => import("../shared/position.js").Place} page.place
 * @param {(stage: number, quiet: boolean) => Promise<void>} page.seek
 * @param {(verb: string) => void} page.press
 */
export function mountTimeline({ place, seek, press }) {
  const timeline = () => document.getElementById("timeline");
  const stops = () => [...timeline().querySelectorAll("[data-stage]")].map((element) => {
    const { left, width } = element.getBoundingClientRect();
    return { stage: Number(element.dataset.stage), middle: left + width / 2 };
  });
  let drag = null;
  const scrub = latest((stage) => seek(stage, true));

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !timeline()?.contains(event.target) || !stops().length) return;
    drag = { start: event.clientX, stage: null, moved: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.moved ||= Math.abs(event.clientX - drag.start) > 5;
    const stage = nearestStage(event.clientX, stops());
    if (!drag.moved || stage === drag.stage) return;
    drag.stage = stage;
    scrub.want(stage);
  });
  document.addEventListener("pointerup", () => {
    const { moved, stage } = drag ?? {};
    if (moved && stage) scrub.want(stage).then(() => seek(stage - 1, true)).then(() => seek(stage, false));
    if (drag?.moved) document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
    drag = null;
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.('#timeline [role="slider"], #timeline[role="slider"]')) return;
    const { count, stage } = place();
    const acts = {
      ArrowUp: () => press("step"),
      ArrowDown: () => press("back"),
      PageUp: () => seek(Math.min(count, stage + 4), false),
      PageDown: () => seek(Math.max(0, stage - 4), false),
    };
    if (!acts[event.key]) return; // left, right, Home and End are keys of the whole page
    event.preventDefault();
    acts[event.key]();
  });
}

/** The click that ends a drag is no click. */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
