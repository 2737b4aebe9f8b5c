// The htmx extension `patient`: what htmx lacks where clicks come faster than answers.
//
// hx-join="count:1000"  A request that would wait behind an equal one is added to it: its field `count` says how many
//                       there are, at most 1000. Only requests with `hx-sync="…:queue all"` wait in this sense.
// hx-fresh="#lens"      A request takes the fields of this form as they are when it is sent, not when it was made.
//
// An answer "not now" (429, 503) with a short Retry-After is not an answer: the same request is sent again after that
// time, which the event `htmx:patient:waiting` announces. A request that fails cancels those that wait behind it.

import { patientFetch } from "./retry.js";

/**
 * What htmx knows of a request, what its types leave out, and what this extension adds.
 * @typedef {object} Additions
 * @property {string} status
 * @property {typeof fetch} fetch
 * @property {Context[]} [line] the requests that wait in the same queue
 * @property {boolean} [cancelled]
 * @property {boolean} [shown] what was fetched ahead (ahead.js) is on the page
 * @property {object} [manner]
 * @typedef {import("htmx.org").HtmxRequestCtx & Additions} Context
 * @typedef {import("htmx.org").HtmxRequestOptions} Request
 * @typedef {{field: string, limit: number, ignored: Set<string>}} Rule which requests are joined, and how far
 */

/**
 * The part of htmx's internal API that is used here.
 * @typedef {object} Internal
 * @property {(element: Element, name: string) => string | undefined} attributeValue
 * @property {{parse: (text: string | undefined) => Record<string, number>}} HCON
 * @property {(element: Element, name: string, detail: object) => boolean} triggerHtmxEvent
 */

const WAITING = /queue all$/;
const INHERITED = ["hx-sync", "hx-fresh"];

/** Whether the answer was a success and is on the page. @param {Context} ctx */
export const succeeded = (ctx) => ctx.status === "swapped" && Boolean(ctx.response?.raw.ok);

/**
 * Whether an answer is the fragment that was requested, not a page of a proxy or of a failing server.
 * @param {Context} ctx
 */
export const isFragment = ({ response, text, target }) =>
  Boolean(response?.raw.headers.has("HX-Retarget") || text?.includes(`id="${target.id}"`));

/**
 * The fields of a request: htmx collects them as FormData and sends them as URLSearchParams.
 * @param {Request} request
 */
export const fieldsOf = ({ body }) => /** @type {FormData | URLSearchParams} */ (body ?? new URLSearchParams());

/** The extension, as htmx.registerExtension accepts it. */
export function patient() {
  /** Requests that wait, oldest first, by their hx-sync. @type {Map<string, Context[]>} */
  const lines = new Map();
  /** What elements inherit and have themselves while they wait. @type {WeakMap<Element, string[]>} */
  const kept = new WeakMap();
  /** @type {Internal} */
  let api;

  /** The requests that wait in the same queue as those of an element. @param {Element} element @returns {Context[]} */
  function lineOf(element) {
    const sync = api.attributeValue(element, "hx-sync") ?? "", line = lines.get(sync) ?? [];
    if (WAITING.test(sync)) lines.set(sync, line);
    return line;
  }

  /** The fields that are read when the request is sent. @param {Element} element */
  function freshFields(element) {
    const selector = api.attributeValue(element, "hx-fresh");
    const form = selector && /** @type {HTMLFormElement | null} */ (document.querySelector(selector));
    return form ? [...new FormData(form)].map(([name, value]) => [name, String(value)]) : [];
  }

  /** Which requests an element's may be joined to. @param {Element} element @returns {Rule | null} */
  function ruleOf(element) {
    const [[field, limit] = []] = Object.entries(api.HCON.parse(api.attributeValue(element, "hx-join")));
    if (!field || !limit) return null;
    return { field, limit, ignored: new Set([field, ...freshFields(element).map(([name]) => name)]) };
  }

  /**
   * Write what an element inherits at the element itself while it waits: it may be taken from the page before its turn
   * comes, and would then be in no queue.
   * @param {Element} element
   */
  function keep(element) {
    const missing = INHERITED.filter((name) => !element.hasAttribute(name) && api.attributeValue(element, name));
    for (const name of missing) element.setAttribute(name, api.attributeValue(element, name) ?? "");
    kept.set(element, [...(kept.get(element) ?? []), ...missing]);
  }

  /** @param {Element} element */
  function release(element) {
    for (const name of kept.get(element) ?? []) element.removeAttribute(name);
    kept.delete(element);
  }

  return {
    /** @param {Internal} internal */
    init(internal) {
      api = internal;
    },

    /** @param {Element} element @param {{ctx: Context}} detail */
    htmx_config_request(element, { ctx }) {
      const line = lineOf(element), last = line.at(-1), rule = ruleOf(element);
      if (last && rule && join(last.request, ctx.request, rule)) return false;
      line.push(ctx);
      ctx.line = line;
      keep(element);
      return true;
    },

    /** @param {Element} element @param {{ctx: Context}} detail */
    htmx_before_request(element, { ctx }) {
      if (ctx.line?.includes(ctx)) ctx.line.splice(ctx.line.indexOf(ctx), 1);
      const fresh = freshFields(element);
      if (!ctx.line?.some(({ sourceElement }) => sourceElement === element)) release(element);
      if (ctx.cancelled) return false;
      for (const [name, value] of fresh) fieldsOf(ctx.request).set(name, value);
      const announce = (/** @type {number} */ seconds) => {
        api.triggerHtmxEvent(element, "htmx:patient:waiting", { ctx, seconds });
      };
      ctx.fetch = patientFetch(ctx.fetch, announce);
      return true;
    },

    /** @param {Element} _element @param {{ctx: Context}} detail */
    htmx_finally_request(_element, { ctx }) {
      if (ctx.cancelled || succeeded(ctx)) return;
      for (const waiting of ctx.line ?? []) waiting.cancelled = true;
    },
  };
}

/** @param {Request} request @param {string} field */
const counted = (request, field) => Number(fieldsOf(request).get(field) ?? 1);

/**
 * Add a request to one that waits.
 * @param {Request} waiting @param {Request} request @param {Rule} rule
 * @returns {boolean} whether they are equal, and few enough
 */
function join(waiting, request, { field, limit, ignored }) {
  const count = counted(waiting, field) + counted(request, field);
  if (count > limit || wanted(waiting, ignored) !== wanted(request, ignored)) return false;
  fieldsOf(waiting).set(field, String(count));
  return true;
}

/**
 * What a request asks for, apart from the ignored fields, as a text to compare.
 * @param {Request} request @param {Set<string>} ignored
 */
function wanted(request, ignored) {
  const fields = [...fieldsOf(request)].filter(([name]) => !ignored.has(name)).sort();
  return JSON.stringify([request.method, request.action, ...fields]);
}
