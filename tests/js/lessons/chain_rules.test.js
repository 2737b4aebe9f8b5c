import assert from "node:assert/strict";
import test from "node:test";

import { derivatives, home, lensPaths, moves, nothing, run, scale, triangle } from "../../../static/js/lessons/chain-rule/rules.js";

/** @param {number} number */
const tenth = (number) => Math.round(number * 10) / 10;

// the numbers are those of app/view/lessons/chain_rule/drawing.py
test("windows, runs and scales are those of the server", () => {
  const windows = /** @type {const} */ ([[0, 0, 0], [3, 0, 0], [2.25, 1, 1.5], [-4, 1, 0.3]]);
  assert.deepEqual(windows.map((each) => tenth(home(...each))), [-2.5, -1.3, -0.8, -4.7]);
  assert.deepEqual([0, -3, 4, 7, 1e4].map(run), [1, 1, 0.5, 0.2, 0.0002]);
  assert.deepEqual([[0.01, 0.03, -0.026], [1, 3, 1.5], [0]].map(scale), [0.04, 4, 1]);
});

test("a triangle is where the server draws it", () => {
  const part = triangle(36.8, 1.5, 2.25, 3);
  assert.deepEqual([part.x0, part.y0, part.x1, part.y1].map(tenth), [36.8, -27.6, 73.6, -138]);
  assert.deepEqual([...part.runAt, ...part.riseAt].map(tenth), [55.2, -10.6, 30.8, -77.8]);
});

test("a nudge passes through the slopes, and stops at a missing one", () => {
  assert.deepEqual(moves(1, [3, -0.5, 2]), [1, 3, -1.5, -3]);
  assert.deepEqual(moves(1, [3, null, 2]), [1, 3, null, null]);
  assert.deepEqual(derivatives([3, -0.5, 2]), [-3, -1, 2, 1]);
  assert.deepEqual([nothing(1e-5, 0.04), nothing(0.001, 0.04)], [true, false]);
});

test("the lens shows what the server draws in it", () => {
  assert.deepEqual(lensPaths(82, 54, [0.9025, 1, 1.1025]), {
    curve: "M-98.4 187.8Q0 9.0 98.4 -205.8",
    tangent: "M-98.4 196.8L98.4 -196.8",
  });
});
