// What a press that waited asks for, on what the page shows by then.

import assert from "node:assert/strict";
import { test } from "node:test";

import { joined } from "../../../static/js/lessons/kit/in_order.js";

const fields = (text) => new Map(new URLSearchParams(text));

for (const [name, base, pressed, now, asked] of [
  ["sets what it sets", "rate=1", "rate=1&beat=2", "rate=1", "rate=1&beat=2"],
  ["keeps what the answer before it has changed", "rate=1", "rate=1&beat=2", "rate=3", "rate=3&beat=2"],
  ["keeps what the answer before it has added", "", "beat=2", "rate=3", "rate=3&beat=2"],
  ["takes away what it takes away", "guess=5&rate=1", "rate=1", "guess=5&rate=3", "rate=3"],
  ["wins where both set the same", "x=1", "x=2", "x=3", "x=2"],
]) {
  test(`a press that waited ${name}`, () => {
    assert.deepEqual(Object.fromEntries(joined(fields(base), fields(pressed), fields(now))), Object.fromEntries(fields(asked)));
  });
}
