import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf, mayRepeat, usesKey } from "../../../static/js/shared/keyboard.js";

test("every key in the help list has its command", () => {
  const commands = ["ArrowRight", "ArrowLeft", " ", "f", "b", "u", "r", "o", "?", "Home", "End", "Escape", "PageDown", "PageUp", "."].map((key) => commandOf({ key }));
  assert.deepEqual(commands, ["step", "back", "play", "forward", "backward", "update", "restart", "projector", "help", "first", "last", "escape", "next", "previous", "play"]);
});

test("a capital letter is the same command", () => assert.equal(commandOf({ key: "F", code: "KeyF" }), "forward"));

test("on a Russian layout the same places on the keyboard work", () => {
  assert.equal(commandOf({ key: "а", code: "KeyF" }), "forward");
  assert.equal(commandOf({ key: "И", code: "KeyB" }), "backward");
  assert.equal(commandOf({ key: ",", code: "Slash" }), "help");
});

test("on another Latin layout the letters count", () => {
  assert.equal(commandOf({ key: "u", code: "KeyF" }), "update");
  assert.equal(commandOf({ key: "t", code: "KeyF" }), null);
});

test("digits 1 to 9 are stages", () => {
  assert.deepEqual(["1", "9", "0"].map((key) => commandOf({ key })), [1, 9, null]);
});

test("the browser's own shortcuts are left alone", () => {
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    assert.equal(commandOf({ key: "r", code: "KeyR", [modifier]: true }), null);
    assert.equal(commandOf({ key: "ArrowLeft", [modifier]: true }), null);
  }
  assert.equal(commandOf({ key: "w", code: "KeyZ", ctrlKey: true }), null, "on AZERTY this closes the tab");
});

test("Ctrl+Z and Cmd+Z take back, on every layout", () => {
  assert.equal(commandOf({ key: "z", code: "KeyW", ctrlKey: true }), "undo");
  assert.equal(commandOf({ key: "я", code: "KeyZ", metaKey: true }), "undo");
  assert.equal(commandOf({ key: "Z", code: "KeyZ", ctrlKey: true, shiftKey: true, altKey: true }), null);
});

test("Ctrl+Shift+Z, Cmd+Shift+Z and Ctrl+Y make it again", () => {
  assert.equal(commandOf({ key: "Z", code: "KeyZ", ctrlKey: true, shiftKey: true }), "redo");
  assert.equal(commandOf({ key: "Я", code: "KeyZ", metaKey: true, shiftKey: true }), "redo");
  assert.equal(commandOf({ key: "y", code: "KeyY", ctrlKey: true }), "redo");
  assert.equal(commandOf({ key: "y", code: "KeyY", metaKey: true }), null, "the browser's history on a Mac");
});

test("a held arrow repeats every 160 ms, a held letter never", () => {
  assert.deepEqual([mayRepeat("step", 159), mayRepeat("step", 160), mayRepeat("back", 200), mayRepeat("forward", 5000)],
    [false, true, true, false]);
});

const focusOn = (...kinds) => ({ closest: (selector) => kinds.some((kind) => selector.includes(kind)) || null });

test("a field uses every key, a button only those that press it", () => {
  const field = focusOn("textarea"), button = focusOn("button, a[href]");
  assert.ok(usesKey(field, "f") && usesKey(field, "ArrowLeft"));
  assert.ok(usesKey(button, " ") && usesKey(button, "Enter"));
  assert.ok(!usesKey(button, "ArrowRight") && !usesKey(button, "f") && !usesKey(null, " "));
});
