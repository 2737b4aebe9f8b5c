// The requests of the workbench. Every form says in its own markup what it sends and what the answer replaces (hx-*);
// this file submits them for the keyboard, the timeline and playback, and announces what becomes of each request.

import { formById } from "../shared/dom.js";
import { fieldsOf, isFragment, succeeded } from "../shared/patient.js";
import { here, placeOf, walked, workbench } from "../shared/position.js";

/**
 * How a request was made.
 * @typedef {object} Manner
 * @property {boolean} [quiet] without motion: by a key that is held, by a drag along the timeline
 * @property {boolean} [played] by playback
 * @property {() => void} [done] called when the request is over
 */

/** @typedef {import("../shared/patient.js").Context & {manner: Manner, pushed?: boolean}} Context */
/** @typedef {import("../shared/position.js").Place} Place */

/**
 * What the page does around a request.
 * @typedef {object} Page
 * @property {(ctx: Context) => void} asked a request was made
 * @property {(place: Place, next: Place | null, ctx: Context) => void} before the page is about to change to `next`
 * @property {(place: Place, ctx: Context) => void} after the page has changed
 * @property {() => void} settled what the page shows is what the server has
 * @property {() => void} answered there is an answer, which the page will show or shows already
 * @property {() => void} waiting the server is busy; the request will be sent again
 * @property {() => void} refused the server refused, and its answer is on the page
 * @property {(kind: "offline" | "failed", ctx: Context) => void} failed there was no answer, or none that can be shown
 */

const OWN_TARGETS = new Set(["workbench", "settings"]);
const PARTS = new Set(["inspector", "note", "own", "me"]); // what a reader or a member asks for beside them
const BY_ITSELF = new Set(["history", "work"]); // what the page asks for

/** How the workbench is looked at: view, level, sample, unit. */
export const lens = () => Object.fromEntries(new FormData(formById("lens")));

/** Whether a request changes or shows the workbench. @param {Context} ctx */
const isOwn = ({ manner, target }) => Boolean(manner) || OWN_TARGETS.has(target?.id);

/** Whether the reader waits for the answer. @param {Context} ctx */
const isAskedFor = (ctx) => isOwn(ctx) || PARTS.has(ctx.target?.id);

/** Whether the answer must be a fragment. @param {Context} ctx */
const isJudged = (ctx) => isAskedFor(ctx) || BY_ITSELF.has(ctx.target?.id);

/**
 * The position that an answer shows; null where it is not a workbench.
 * @param {{fragment: DocumentFragment}[]} tasks
 */
function arriving(tasks) {
  for (const { fragment } of tasks) {
    const found = /** @type {HTMLElement | null} */ (fragment.querySelector("#workbench"));
    if (found) return placeOf(found);
  }
  return null;
}

/** Let joined steps back end at the start. @param {Context} ctx */
function endAtTheStart({ request }) {
  const fields = fieldsOf(request), count = request.action.endsWith("/back") && fields.get("count");
  if (count) fields.set("count", String(Math.max(1, Math.min(Number(count), walked(here())))));
}

export class Requests {
  /** Of the request that is being made. @type {Manner} */
  #manner = {};
  /** How many are under way or wait. */
  #open = 0;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.#on("htmx:config:request", (ctx) => this.#begin(ctx));
    this.#on("htmx:before:request", endAtTheStart);
    this.#on("htmx:patient:waiting", () => page.waiting());
    this.#on("htmx:after:request", (ctx, event) => this.#judge(ctx, event), isJudged);
    this.#on("htmx:before:swap", (ctx, { detail }) => page.before(here(), arriving(detail.tasks), ctx));
    this.#on("htmx:after:swap", (ctx) => {
      this.#showBusy();
      if (ctx.pushed) this.#showPushed(ctx);
    });
    this.#on("htmx:ahead:shown", (ctx) => page.after(here(), ctx));
    this.#on("htmx:error", (ctx) => page.failed("offline", ctx), isAskedFor);
    this.#on("htmx:finally:request", (ctx) => this.#end(ctx));
  }

  get busy() {
    return this.#open > 0;
  }

  /** Show the page in another view, level, sample or unit. @param {Record<string, string>} values */
  look(values) {
    const form = formById("lens");
    for (const [name, value] of Object.entries(values)) {
      /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
    }
    form.requestSubmit();
  }

  /** Go to a stage of the iteration on screen. @param {number} stage @param {Manner} manner */
  seek(stage, manner = {}) {
    const form = formById("timeline"), button = document.createElement("button");
    Object.assign(button, { name: "stage", value: String(stage), hidden: true });
    form.append(button);
    const sent = this.send(() => form.requestSubmit(button), manner);
    button.remove();
    return sent;
  }

  /**
   * Press a button of the transport.
   * @param {string} verb @param {Manner} manner @returns {boolean} whether it can act
   */
  press(verb, manner = {}) {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(`button[data-verb="${verb}"]`));
    if (!button) return false;
    this.send(() => button.click(), manner);
    return button.getAttribute("aria-disabled") !== "true";
  }

  /**
   * Make a request in a certain manner; resolves when it is over.
   * @param {() => void} act @param {Manner} manner @returns {Promise<void>}
   */
  send(act, manner) {
    return new Promise((resolve) => {
      this.#manner = { ...manner, done: resolve };
      act();
      this.#manner.done?.(); // no request was made: it was refused, or joined to one that waits
      this.#manner = {};
    });
  }

  /**
   * @param {string} name @param {(ctx: Context, event: CustomEvent) => void} handle
   * @param {(ctx: Context) => boolean} concerns which requests
   */
  #on(name, handle, concerns = isOwn) {
    document.addEventListener(name, (event) => {
      const { ctx } = /** @type {CustomEvent<{ctx?: Context}>} */ (event).detail;
      if (ctx && concerns(ctx)) handle(ctx, /** @type {CustomEvent} */ (event));
    });
  }

  /** @param {Context} ctx */
  #begin(ctx) {
    ctx.manner = this.#manner;
    this.#manner = {};
    this.#open++;
    this.#showBusy();
    this.page.asked(ctx);
  }

  /** Keep the page where the answer is not a fragment of ours. @param {Context} ctx @param {Event} event */
  #judge(ctx, event) {
    const isAsked = isAskedFor(ctx);
    if (isFragment(ctx)) {
      if (isAsked) this.page.answered();
      return;
    }
    event.preventDefault();
    if (isAsked) this.page.failed("failed", ctx);
  }

  /** @param {Context} ctx */
  #end(ctx) {
    this.#open--;
    this.#showBusy();
    if (succeeded(ctx) && !ctx.shown) this.page.after(here(), ctx);
    if (ctx.shown) this.page.answered();
    if (succeeded(ctx)) this.page.settled();
    else this.page.refused();
    ctx.manner.done?.();
  }

  /** A picture that the server has sent by itself is on the page. @param {Context} ctx */
  #showPushed(ctx) {
    this.page.after(here(), ctx);
    this.page.settled();
  }

  #showBusy() {
    workbench().setAttribute("aria-busy", String(this.busy));
  }
}
