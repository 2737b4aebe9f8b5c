import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = /** @type {any} */ ({ documentElement: { lang: "en" } });
const { nudged, parsed, typed } = await import("../../../static/js/workbench/nudge.js");

const key = (/** @type {string} */ name, more = {}) =>
  ({ key: name, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });

test("the arrows change a number by a tenth, with Shift by one, with Alt by a hundredth", () => {
  assert.equal(nudged("0.2", key("ArrowUp")), "0.3");
  assert.equal(nudged("−0.6", key("ArrowUp", { shiftKey: true })), "0.4");
  assert.equal(nudged("0.05", key("ArrowDown", { altKey: true })), "0.04");
  assert.equal(nudged("0", key("ArrowDown")), "−0.1");
});

test("the decimal sign stays the one that was typed", () => {
  assert.equal(nudged("0,2", key("ArrowUp")), "0,3");
  assert.equal(typed(0.1 + 0.2, "1"), "0.3");
});

test("other keys, key combinations and other texts change nothing", () => {
  assert.equal(nudged("0.2", key("ArrowLeft")), null);
  assert.equal(nudged("0.2", key("ArrowUp", { ctrlKey: true })), null);
  assert.equal(nudged("1/3", key("ArrowUp")), null);
  assert.equal(nudged("", key("ArrowUp")), null);
  assert.ok(Number.isNaN(parsed("a lot")));
});
