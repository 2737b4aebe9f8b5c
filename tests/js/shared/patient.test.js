import assert from "node:assert/strict";
import { test } from "node:test";

import { patient } from "../../../static/js/shared/patient.js";

const QUEUE = "#workbench:queue all";

/** A form field by field, as `hx-fresh` finds it on the page. */
function page(fields) {
  globalThis.document = { querySelector: (selector) => (selector === "#lens" ? fields : null) };
  globalThis.FormData = class { constructor(of) { this.of = of; } [Symbol.iterator]() { return Object.entries(this.of)[Symbol.iterator](); } };
}

/** An element that inherits its queue and has these attributes of its own. */
function standIn(own) {
  return Object.assign(Object.create({
    "hx-sync": QUEUE,
    hasAttribute(name) { return Object.hasOwn(this, name); },
    setAttribute(name, value) { this[name] = value; },
    removeAttribute(name) { delete this[name]; },
  }), own);
}

/** htmx as far as an extension sees it: one queue, whose requests are answered by hand. */
function htmx(fields = {}) {
  page(fields);
  const extension = patient(), sent = [], announced = [];
  const waiting = [], responses = [];
  let current = null;
  extension.init({
    attributeValue: (element, name) => element[name],
    HCON: { parse: (text) => (text ? { [text.split(":")[0]]: Number(text.split(":")[1]) } : {}) },
    triggerHtmxEvent: (_element, name, detail) => announced.push([name, detail.seconds]),
  });

  function issue(ctx) {
    if (current) {
      waiting.push(ctx);
      return;
    }
    current = ctx;
    ctx.fetch = async () => responses.shift();
    if (extension.htmx_before_request(ctx.sourceElement, { ctx }) === false) finish(ctx);
    else sent.push(`${ctx.request.action} ${ctx.request.body}`);
  }
  function finish(ctx) {
    extension.htmx_finally_request(ctx.sourceElement, { ctx });
    current = null;
    if (waiting.length) issue(waiting.shift());
  }
  return {
    sent,
    announced,
    responses,
    current: () => current,
    request(element, action, values = {}) {
      const body = new URLSearchParams(values), request = { method: "POST", action, body };
      const ctx = { sourceElement: standIn(element), request, status: "issuing" };
      if (extension.htmx_config_request(ctx.sourceElement, { ctx }) !== false) issue(ctx);
    },
    answer(status = 200) {
      current.response = { raw: new Response("", { status }) };
      current.status = "swapped";
      finish(current);
    },
    fail() {
      current.status = "error: offline";
      finish(current);
    },
    answerAll() {
      this.answer();
      if (waiting.length || current) this.answerAll();
    },
  };
}

const JOINED = { "hx-join": "count:1000" };
const count = (line) => Number(new URLSearchParams(line.split(" ")[1]).get("count") ?? 1);
const total = (lines) => lines.reduce((sum, line) => sum + count(line), 0);

test("twenty clicks at once are twenty steps in two requests, the second sent after the first is answered", () => {
  const site = htmx();
  for (let click = 0; click < 20; click++) site.request(JOINED, "/step");
  assert.deepEqual(site.sent, ["/step "]);
  site.answerAll();
  assert.deepEqual(site.sent, ["/step ", "/step count=19"]);
});

test("the order of different requests is kept, and only equal ones are joined", () => {
  const site = htmx();
  for (const [action, by] of [["/step", "stage"], ["/step", "stage"], ["/back", "stage"], ["/step", "stage"], ["/step", "iteration"], ["/step", "iteration"]]) {
    site.request(JOINED, action, { by });
  }
  site.answerAll();
  assert.deepEqual(site.sent, ["/step by=stage", "/step by=stage", "/back by=stage", "/step by=stage", "/step by=iteration&count=2"]);
});

test("requests that do not ask for it are never joined", () => {
  const site = htmx();
  for (let time = 0; time < 3; time++) site.request({}, "/seek", { stage: 3 });
  site.answerAll();
  assert.equal(site.sent.length, 3);
});

test("no request asks for more than its limit", () => {
  const site = htmx();
  for (let click = 0; click < 4; click++) site.request(JOINED, "/step", { count: 600 });
  site.answerAll();
  assert.equal(total(site.sent), 2400);
  assert.ok(site.sent.every((line) => count(line) <= 1000));
});

test("a request takes its fresh fields when it is sent, and they do not keep equal requests apart", () => {
  const lens = { version: "1", view: "desk" }, site = htmx(lens);
  const click = (version) => site.request({ ...JOINED, "hx-fresh": "#lens" }, "/step", { version, view: "desk" });
  for (const version of [1, 1, 2]) click(version);
  Object.assign(lens, { version: "2", view: "phone" });
  site.answerAll();
  assert.deepEqual(site.sent, ["/step version=1&view=desk", "/step version=2&view=phone&count=2"]);
});

for (const [name, fails] of Object.entries({
  "a refusal": (site) => site.answer(422),
  "a broken connection": (site) => site.fail(),
})) {
  test(`${name} cancels the requests that wait, and no later one`, () => {
    const site = htmx();
    for (const action of ["/step", "/step", "/back"]) site.request({}, action);
    fails(site);
    assert.deepEqual(site.sent, ["/step "]);
    assert.equal(site.current(), null);
    site.request({}, "/update");
    assert.deepEqual(site.sent, ["/step ", "/update "]);
  });
}

test("requests outside the queue neither wait nor are joined", () => {
  const site = htmx();
  for (let time = 0; time < 2; time++) site.request({ ...JOINED, "hx-sync": "this:replace" }, "/explain");
  site.answerAll();
  assert.deepEqual(site.sent, ["/explain ", "/explain "]);
});

test("htmx gets the answer after a wait, and the wait is announced", async () => {
  const site = htmx();
  site.responses.push(new Response("", { status: 503, headers: { "Retry-After": "0" } }), new Response("done"));
  site.request({}, "/step");
  const response = await site.current().fetch("/step", {});
  assert.equal(await response.text(), "done");
  assert.deepEqual(site.announced, [["htmx:patient:waiting", 0]]);
});
