// The htmx extension `ahead`: while the reader looks, the page fetches what a click would show.
//
// hx-ahead="/workbench/ahead"  The address where a request of this button is answered without being made. The answer
//                              carries its key (HX-Picture). A click shows it at once and sends the request behind it,
//                              with that key as the field `picture`; the server answers 204 where it came to the same.
// data-ahead="off"             on an element around the button, or on the button itself: nothing is fetched ahead.
//
// Any other answer is the true one: the earlier picture comes back, and what follows is as if nothing had been fetched.
// So it is where there is no answer at all. `htmx:ahead:shown` announces that the fetched picture is on the page.

import { drawn } from "./drawn.js";
import { fieldsOf } from "./patient.js";

/**
 * @typedef {import("./patient.js").Context} Context `shown` while a fetched picture of this request is on the page
 * @typedef {{question: string, key: string, fragment: DocumentFragment}} Picture what was asked for, and the answer
 * @typedef {{insertContent: (task: object) => Promise<void>}} Inserting
 * @typedef {import("./patient.js").Internal & Inserting} Internal
 * @typedef {Pick<import("htmx.org").Htmx, "swap">} Htmx
 */

const PAUSE = 100; // ms without a request after which the page is idle: hasty clicks fetch nothing
const KEY = "HX-Picture"; // the header with the key of a picture

/** Whether fetching ahead is wanted: not where it is switched off, not behind other tabs, not on a line that is paid for. */
const isWanted = (/** @type {Element} */ button) =>
  !button.closest('[data-ahead="off"]') && !document.hidden &&
  !(/** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData);

/** What a request asks, as a text to compare. @param {FormData | URLSearchParams} fields */
const questionOf = (fields) => JSON.stringify([...fields].sort());

/** The elements of a text: parsed when it arrives, not when it is clicked for. @param {string} text */
function parsed(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

/** @param {Context} ctx @param {boolean} shown */
function mark(ctx, shown) {
  ctx.shown = shown;
}

/**
 * @param {Htmx} htmx
 * @param {(picture: DocumentFragment) => void} prepare completes a picture while there is time
 * @returns {object} the extension, as htmx.registerExtension accepts it
 */
export function ahead(htmx, prepare = () => {}) {
  /** @type {Internal} */
  let api;
  /** @type {Picture | null} */
  let next = null;
  let timer = 0;
  /** Ends the fetch that is under way. */
  let fetching = new AbortController();
  /** Over once the server has confirmed the picture on the page. @type {Promise<unknown> | null} */
  let unconfirmed = null;

  /** The fields that a click on the button sends now. @param {HTMLButtonElement} button */
  function fieldsNow(button) {
    const fields = new FormData(/** @type {HTMLFormElement} */ (button.form));
    const fresh = document.querySelector(api.attributeValue(button, "hx-fresh") ?? "form");
    for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (fresh))) fields.set(name, value);
    return fields;
  }

  /** What the button would show; null where there is nothing. @param {HTMLButtonElement} button @returns {Promise<Picture | null>} */
  async function pictureOf(button) {
    const fields = fieldsNow(button), { signal } = fetching = new AbortController();
    const query = new URLSearchParams(/** @type {Record<string, string>} */ (Object.fromEntries(fields)));
    const answer = await fetch(`${button.getAttribute("hx-ahead")}?${query}`, { headers: { "HX-Request": "true" }, signal });
    const key = answer.headers.get(KEY);
    if (!answer.ok || !key) return null;
    const fragment = parsed(await answer.text());
    prepare(fragment);
    return { question: questionOf(fields), key, fragment };
  }

  function fetchNext() {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[hx-ahead]"));
    if (!button || !isWanted(button) || next?.question === questionOf(fieldsNow(button))) return;
    pictureOf(button).then((picture) => { next = picture; }, () => {}); // what nobody asked for may fail in silence
  }

  function rest() {
    clearTimeout(timer);
    timer = setTimeout(fetchNext, PAUSE);
  }

  function stir() {
    clearTimeout(timer);
    fetching.abort();
    next = null;
  }

  /** Put a picture on the page as htmx would put an answer. @param {Context} ctx @param {Picture} picture */
  async function put(ctx, { fragment }) {
    const { sourceElement, target, swap: swapSpec } = ctx;
    const task = { type: "main", fragment, target, swapSpec, sourceElement };
    api.triggerHtmxEvent(sourceElement, "htmx:before:swap", { ctx, tasks: [task] });
    await api.insertContent(task);
  }

  /** Put the picture before it back, at once. @param {Context} ctx @param {string} text */
  const restore = (ctx, text) => htmx.swap(Object.assign({ ...ctx }, { text, manner: { ...ctx.manner, quiet: true } }));

  /**
   * A fetch that shows a picture, within this task, and then sends the request.
   * @param {Context} ctx @param {Picture} picture @returns {typeof fetch}
   */
  function showing(ctx, picture) {
    const send = ctx.fetch;
    return async (address, options) => {
      const earlier = ctx.target.outerHTML;
      await put(ctx, picture);
      // sending takes several milliseconds of the page; even if it is left now, the request arrives (keepalive)
      const answer = drawn().then(() => send(address, { ...options, keepalive: true }));
      const confirmed = answer.then((response) => response.status === 204, () => false);
      unconfirmed = confirmed;
      api.triggerHtmxEvent(ctx.sourceElement, "htmx:after:swap", { ctx });
      mark(ctx, true);
      api.triggerHtmxEvent(ctx.sourceElement, "htmx:ahead:shown", { ctx });
      mark(ctx, await confirmed);
      unconfirmed = null;
      if (!ctx.shown) await restore(ctx, earlier);
      return answer;
    };
  }

  return {
    /** @param {Internal} internal */
    init(internal) {
      api = internal;
      document.addEventListener("visibilitychange", rest);
    },

    /** @param {Element} element */
    htmx_after_init(element) {
      if (element.matches("[hx-ahead]")) rest();
    },

    /** @param {Element} element @param {{ctx: Context}} detail */
    htmx_before_request(element, { ctx }) {
      const { request } = ctx, picture = next, before = unconfirmed, send = ctx.fetch;
      if (request.method === "GET") {
        // what is asked about a picture has an answer only once the server has come to it
        if (before) ctx.fetch = (address, options) => before.then(() => send(address, options));
        return;
      }
      stir();
      if (!picture || !element.matches("[hx-ahead]") || !isWanted(element)) return;
      if (questionOf(fieldsOf(request)) !== picture.question) return;
      fieldsOf(request).set("picture", picture.key);
      ctx.fetch = showing(ctx, picture);
    },

    /** A picture that was confirmed stays as it is. @param {Element} _element @param {{ctx: Context}} detail */
    htmx_after_request(_element, { ctx }) {
      if (!ctx.shown) return true;
      ctx.status = "swapped";
      return false;
    },

    htmx_finally_request: rest,
  };
}
