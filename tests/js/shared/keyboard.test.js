import assert from "node:assert/strict";
import { test } from "node:test";

import { keptBy, mayRepeat, wishOf } from "../../../static/js/shared/keyboard.js";

test("every key of the help list has its wish", () => {
  const wishes = ["ArrowRight", "ArrowLeft", " ", "f", "b", "u", "r", "o", "?", "Home", "End", "Escape"].map((key) => wishOf({ key }));
  assert.deepEqual(wishes, ["step", "back", "play", "forward", "backward", "update", "restart", "projector", "help", "first", "last", "escape"]);
});

test("a capital letter is the same key", () => assert.equal(wishOf({ key: "F", code: "KeyF" }), "forward"));

test("a Russian layout has the same places", () => {
  assert.equal(wishOf({ key: "а", code: "KeyF" }), "forward");
  assert.equal(wishOf({ key: "И", code: "KeyB" }), "backward");
  assert.equal(wishOf({ key: ",", code: "Slash" }), "help");
});

test("another Latin layout follows its own letters", () => {
  assert.equal(wishOf({ key: "u", code: "KeyF" }), "update");
  assert.equal(wishOf({ key: "t", code: "KeyF" }), null);
});

test("digits name a stage, 0 does not", () => {
  assert.deepEqual(["1", "9", "0"].map((key) => wishOf({ key })), [1, 9, null]);
});

test("the browser's own shortcuts stay its own", () => {
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    assert.equal(wishOf({ key: "r", code: "KeyR", [modifier]: true }), null);
    assert.equal(wishOf({ key: "ArrowLeft", [modifier]: true }), null);
  }
});

test("a held arrow goes on every 160 ms, a held letter never", () => {
  assert.deepEqual([mayRepeat("step", 159), mayRepeat("step", 160), mayRepeat("back", 200), mayRepeat("forward", 5000)],
    [false, true, true, false]);
});

const focusOn = (...kinds) => ({ closest: (selector) => kinds.some((kind) => selector.includes(kind)) || null });

test("a field keeps every key, a button only those that press it", () => {
  const field = focusOn("textarea"), button = focusOn("button, a[href]");
  assert.ok(keptBy(field, "f") && keptBy(field, "ArrowLeft"));
  assert.ok(keptBy(button, " ") && keptBy(button, "Enter"));
  assert.ok(!keptBy(button, "ArrowRight") && !keptBy(button, "f") && !keptBy(null, " "));
});
