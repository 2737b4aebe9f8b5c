import assert from "node:assert/strict";
import { test } from "node:test";

import { alongPath, fromPlot, intoPlot, tangentAt } from "../../../static/js/lessons/one-neuron/curve_points.js";

const plot = { x0: -3, x1: 3, y0: 0, y1: 2, width: 600, height: 300, length: 100, path: "" };

test("a point is drawn where it is read", () => {
  assert.deepEqual(intoPlot(plot, 0, 1), [300, 150]);
  assert.deepEqual(fromPlot(plot, 300, 150), [0, 1]);
});

test("a point between two corners lies on the line between them", () => {
  assert.deepEqual(alongPath("M0 10L10 30L20 30", 5), { y: 20, slope: 2 });
  assert.deepEqual(alongPath("M0 10L10 30L20 30", 15), { y: 30, slope: 0 });
  assert.deepEqual(alongPath("M0 10L10 30L20 30", 0), { y: 10, slope: 2 });
});

test("where a curve is interrupted it has no value", () => {
  assert.equal(alongPath("M0 10L10 30M20 0L30 5", 15), null);
  assert.deepEqual(alongPath("M0 10L10 30M20 0L30 5", 30), { y: 5, slope: 0.5 });
  assert.equal(alongPath("M0 10L10 30", 11), null);
});

test("a tangent has its length and its slope", () => {
  const { x1, y1, x2, y2 } = tangentAt(50, { y: 20, slope: 0.75 }, 100);
  assert.deepEqual([x1, y1, x2, y2], [10, -10, 90, 50]);
});
