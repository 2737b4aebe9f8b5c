// The htmx extension `patient`: what htmx lacks where clicks come faster than answers.
//
// hx-join="count:1000"  A request that would wait behind an equal one is added to it: its field `count` says how many
//                       there are, at most 1000. Only requests with `hx-sync="…:queue all"` wait in this sense.
// hx-fresh="#lens"      A request takes the fields of this form as they are when it is sent, not when it was made.
//
// An answer "not now" (429, 503) with a short Retry-After is not an answer: the same request is sent again after that
// time, which the event `htmx:patient:waiting` announces. Where a request fails, those that wait behind it are cancelled.

import { patientFetch } from "./retry.js";

const WAITING = /queue all$/;

/** Whether the answer was a success and is on the page. */
export const succeeded = (ctx) => ctx.status === "swapped" && ctx.response.raw.ok;

/** @returns {object} the extension, as htmx.registerExtension takes it */
export function patient() {
  /** Requests that wait, oldest first, by their hx-sync. @type {Map<string, object[]>} */
  const lines = new Map();
  let api = null;

  /** The requests that wait in the same queue as those of an element. */
  function lineOf(element) {
    const sync = api.attributeValue(element, "hx-sync") ?? "";
    if (!WAITING.test(sync)) return [];
    if (!lines.has(sync)) lines.set(sync, []);
    return lines.get(sync);
  }

  /** The fields that are read when the request is sent. @returns {[string, string][]} */
  function freshFields(element) {
    const form = document.querySelector(api.attributeValue(element, "hx-fresh") || "no-form");
    return form ? [...new FormData(form)] : [];
  }

  return {
    init: (internal) => { api = internal; },

    htmx_config_request(element, { ctx }) {
      const line = lineOf(element);
      const [[field, limit] = []] = Object.entries(api.HCON.parse(api.attributeValue(element, "hx-join")));
      const ignored = new Set([field, ...freshFields(element).map(([name]) => name)]);
      if (field && line.length && join(line.at(-1).request, ctx.request, { field, limit, ignored })) return false;
      line.push(ctx);
      ctx.line = line;
      return true;
    },

    htmx_before_request(element, { ctx }) {
      if (ctx.line?.includes(ctx)) ctx.line.splice(ctx.line.indexOf(ctx), 1);
      if (ctx.cancelled) return false;
      if (ctx.request.body) for (const [name, value] of freshFields(element)) ctx.request.body.set(name, value);
      const announce = (seconds) => api.triggerHtmxEvent(element, "htmx:patient:waiting", { ctx, seconds });
      ctx.fetch = patientFetch(ctx.fetch, announce);
      return true;
    },

    htmx_finally_request(_element, { ctx }) {
      if (ctx.cancelled || succeeded(ctx)) return;
      for (const waiting of ctx.line ?? []) waiting.cancelled = true;
    },
  };
}

const counted = ({ body }, field) => Number(body.get(field) ?? 1);

/** Add a request to an equal one that waits. @returns {boolean} whether they are equal, and few enough */
function join(waiting, request, { field, limit, ignored }) {
  const count = counted(waiting, field) + counted(request, field);
  if (count > limit || wanted(waiting, ignored) !== wanted(request, ignored)) return false;
  waiting.body.set(field, count);
  return true;
}

/** What a request asks for, apart from the ignored fields, as a text to compare. */
function wanted({ method, action, body }, ignored) {
  return JSON.stringify([method, action, ...[...body].filter(([name]) => !ignored.has(name)).sort()]);
}
