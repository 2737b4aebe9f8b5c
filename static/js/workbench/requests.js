// What the page asks of the server: one request at a time through the queue, each with the version that is on screen.
// The forms stay plain forms; without this script they are sent as they are.

import { persistently, shortWait } from "../shared/retry.js";
import { Queue } from "./queue.js";
import { at } from "../shared/base_path.js";
import { placeOf, walked, workbench } from "../shared/position.js";

const ours = (path) => path.startsWith(at("/workbench"));


/** The wish that a form or one of its buttons stands for. @returns {import("./queue.js").Wish} */
export function wishFrom(form, submitter) {
  const action = new URL(submitter?.getAttribute("formaction") || form.getAttribute("action"), location.href);
  const method = (submitter?.getAttribute("formmethod") || form.method).toUpperCase();
  const values = Object.fromEntries([...new FormData(form, submitter), ...action.searchParams]);
  return { method, path: action.pathname, values, source: submitter ?? form };
}

/** What every wish carries: view, level, sample. */
export function lens() {
  const form = document.getElementById("transport");
  return form ? Object.fromEntries(new FormData(form)) : {};
}

export class Requests {
  #failed = false;
  #wish = null;
  #again = false;
  #wait = null;

  /**
   * @param {object} htmx
   * @param {object} page
   * @param {(wish: object) => void} page.asked at once, when somebody asks for something
   * @param {(place: object, wish: object) => void} page.before the answer is here, the old page still stands
   * @param {(place: object, wish: object) => void} page.after the new page stands
   * @param {() => void} page.waiting the server asks for a moment; what was asked is sent again then
   * @param {(kind: "offline" | "failed") => void} page.failed nothing fit to be shown came
   */
  constructor(htmx, page) {
    this.htmx = htmx;
    this.page = page;
    this.queue = new Queue((wish) => this.#send(wish), () => this.#busy(false));
    document.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("htmx:before:swap", (event) => this.#ours(event) && page.before(placeOf(workbench()), this.#wish));
    document.addEventListener("htmx:after:request", (event) => this.#judge(event));
    document.addEventListener("htmx:error", (event) => this.#ours(event) && this.#fail("offline"));
  }

  /** @param {import("./queue.js").Wish} wish */
  ask(wish) {
    this.page.asked(wish);
    this.#busy(true);
    return this.queue.push(wish);
  }

  /** The page again, in another view, level or sample. */
  look(values) {
    return this.ask({ method: "GET", path: at("/workbench"), values: { ...lens(), ...values } });
  }

  /** Go to a place. */
  seek(iteration, stage, extra = {}) {
    return this.ask({ method: "POST", path: at("/workbench/seek"), values: { ...lens(), iteration, stage }, ...extra });
  }

  /** Press a button of the transport. @returns {boolean} whether there is such a button that can act */
  press(verb, extra = {}) {
    const button = document.querySelector(`button[data-verb="${verb}"]`);
    if (!button || this.#refused(button)) return false;
    this.ask({ ...wishFrom(button.form, button), ...extra });
    return true;
  }

  #submitted(event) {
    const wish = wishFrom(event.target, event.submitter);
    if (!ours(wish.path) || event.target.method === "dialog") return;
    event.preventDefault();
    if (!this.#refused(event.submitter)) this.ask(wish);
  }

  /** A button that cannot act says why, unless something under way may change that. */
  #refused(button) {
    if (button?.getAttribute("aria-disabled") !== "true" || this.queue.busy) return false;
    this.page.refused(button);
    return true;
  }

  async #send(wish) {
    const place = placeOf(workbench());
    // what waited was drawn for the view of its time
    const values = { ...wish.values, version: place.version, view: document.documentElement.dataset.view };
    if (wish.path.endsWith("/back") && values.by !== "iteration") {
      values.count = Math.max(1, Math.min(Number(values.count ?? 1), walked(place)));
    }
    this.#wish = wish;
    await persistently(async (again) => {
      this.#failed = false;
      this.#again = again;
      this.#wait = null;
      await this.htmx.ajax(wish.method, wish.path, { source: document.body, target: "#workbench", swap: "outerMorph", values, wish });
      return this.#wait;
    });
    if (!this.#failed) this.page.after(placeOf(workbench()), wish);
    return !this.#failed;
  }

  #ours({ detail }) {
    return detail.ctx?.wish !== undefined && detail.ctx.wish === this.#wish;
  }

  /** An answer that is no workbench (of a proxy, or of a program that fails) does not become the page. */
  #judge(event) {
    if (!this.#ours(event)) return;
    const { status, raw } = event.detail.ctx.response, text = event.detail.ctx.text;
    this.#wait = this.#again ? shortWait(status, raw.headers.get("Retry-After")) : null;
    if (this.#wait !== null) {
      event.preventDefault();
      this.page.waiting();
      return;
    }
    this.#failed = status >= 400;
    if (raw.headers.has("HX-Retarget") || /id="(workbench|note)"/.test(text)) return;
    event.preventDefault();
    this.#fail("failed");
  }

  #fail(kind) {
    this.#failed = true;
    this.page.failed(kind);
  }

  #busy(now) {
    workbench()?.setAttribute("aria-busy", now);
  }
}
