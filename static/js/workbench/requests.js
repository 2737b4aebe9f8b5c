// The requests of the workbench. Every form says in its own markup what it sends and what the answer replaces (hx-*);
// this file presses them for the keyboard, the timeline and playback, and announces what becomes of each request.

import { succeeded } from "../shared/patient.js";
import { placeOf, walked, workbench } from "../shared/position.js";

/**
 * How a request was made.
 * @typedef {object} Manner
 * @property {boolean} [quiet] without motion: by a key that is held, by a drag along the timeline
 * @property {boolean} [played] by playback
 * @property {() => void} [done] called when the request is over
 */

const OWN_TARGETS = new Set(["workbench", "settings"]);

const form = (id) => /** @type {HTMLFormElement} */ (document.getElementById(id));

/** How the workbench is looked at: view, level, sample, unit. @returns {Record<string, string>} */
export const lens = () => Object.fromEntries(new FormData(form("lens")));

/** Whether an answer is the fragment that was asked for, and not the page of a proxy or of a failing server. */
const isFragment = ({ response, text, target }) =>
  response.raw.headers.has("HX-Retarget") || text.includes(`id="${target.id}"`);

/** The place that an answer shows; null where it is not a workbench. */
function arriving(tasks) {
  const found = tasks.map(({ fragment }) => fragment.querySelector("#workbench")).find(Boolean);
  return found ? placeOf(found) : null;
}

/** Joined steps back end at the start. */
function endAtTheStart({ request }) {
  const count = request.action.endsWith("/back") && request.body.get("count");
  if (count) request.body.set("count", Math.max(1, Math.min(Number(count), walked(placeOf(workbench())))));
}

export class Requests {
  #manner = {};
  #open = 0;

  /**
   * @param {object} page
   * @param {(ctx: object) => void} page.asked a request was made
   * @param {(place: object, next: object | null, ctx: object) => void} page.before the page is about to change to `next`
   * @param {(place: object, ctx: object) => void} page.after the page has changed
   * @param {() => void} page.waiting the server is busy; the request will be sent again
   * @param {(kind: "offline" | "failed") => void} page.failed there was no answer, or none that can be shown
   */
  constructor(page) {
    this.page = page;
    this.#on("htmx:config:request", (ctx) => this.#begin(ctx));
    this.#on("htmx:before:request", endAtTheStart);
    this.#on("htmx:patient:waiting", () => page.waiting());
    this.#on("htmx:after:request", (ctx, event) => this.#judge(ctx, event));
    this.#on("htmx:before:swap", (ctx, { detail }) => page.before(placeOf(workbench()), arriving(detail.tasks), ctx));
    this.#on("htmx:after:swap", () => this.#showBusy());
    this.#on("htmx:error", () => page.failed("offline"));
    this.#on("htmx:finally:request", (ctx) => this.#end(ctx));
  }

  get busy() {
    return this.#open > 0;
  }

  /** Show the page in another view, level, sample or unit. @param {Record<string, string>} values */
  look(values) {
    for (const [name, value] of Object.entries(values)) form("lens").elements[name].value = value;
    form("lens").requestSubmit();
  }

  /** Go to a stage of the iteration on screen. @param {number} stage @param {Manner} manner */
  seek(stage, manner = {}) {
    const button = document.createElement("button");
    Object.assign(button, { name: "stage", value: String(stage), hidden: true });
    form("timeline").append(button);
    const sent = this.#send(() => form("timeline").requestSubmit(button), manner);
    button.remove();
    return sent;
  }

  /** Press a button of the transport. @param {string} verb @param {Manner} manner @returns {boolean} whether it can act */
  press(verb, manner = {}) {
    const button = document.querySelector(`button[data-verb="${verb}"]`);
    if (!button) return false;
    this.#send(() => button.click(), manner);
    return button.getAttribute("aria-disabled") !== "true";
  }

  /** Make a request in a certain manner; resolves when it is over. */
  #send(act, manner) {
    return new Promise((resolve) => {
      this.#manner = { ...manner, done: resolve };
      act();
      this.#manner.done?.(); // no request was made: it was refused, or joined to one that waits
      this.#manner = {};
    });
  }

  #on(name, handle) {
    document.addEventListener(name, (event) => {
      const { ctx } = event.detail;
      if (ctx && (ctx.manner || OWN_TARGETS.has(ctx.target?.id))) handle(ctx, event);
    });
  }

  #begin(ctx) {
    ctx.manner = this.#manner;
    this.#manner = {};
    this.#open++;
    this.#showBusy();
    this.page.asked(ctx);
  }

  /** What is not a fragment of ours does not become the page. */
  #judge(ctx, event) {
    if (isFragment(ctx)) return;
    event.preventDefault();
    this.page.failed("failed");
  }

  #end(ctx) {
    this.#open--;
    this.#showBusy();
    if (succeeded(ctx)) this.page.after(placeOf(workbench()), ctx);
    ctx.manner.done?.();
  }

  #showBusy() {
    workbench()?.setAttribute("aria-busy", String(this.busy));
  }
}
