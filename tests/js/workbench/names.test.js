// The names of numbers in words, from patterns by letter and layer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { filled } from "../../../static/js/workbench/names.js";

const PATTERNS = { "W.1": "Weight from input {i} to hidden unit {u}", "Z.1": "Weighted input of hidden unit {u}" };

test("units and inputs are counted from 1", () => {
  assert.equal(filled(PATTERNS, "W.1.1.0"), "Weight from input 2 to hidden unit 1");
  assert.equal(filled(PATTERNS, "Z.1.15"), "Weighted input of hidden unit 16");
});

test("a number that the page does not know has no name", () => {
  assert.equal(filled(PATTERNS, "E.1.0"), "");
  assert.equal(filled(PATTERNS, ""), "");
});
