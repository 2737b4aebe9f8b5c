import assert from "node:assert/strict";
import { test } from "node:test";

import { pathOf, slopeAt } from "../../../static/js/lessons/one-neuron/ghost_path.js";

// C = ½ (2W − 1)², so C′ = 4W − 2
const field = { x0: -1, x1: 2, slopes: [-6, -2, 2, 6] };

test("a slope between two known ones is on the line between them; outside there is none", () => {
  assert.equal(slopeAt(field, 0.5), 0);
  assert.equal(slopeAt(field, 2), 6);
  assert.equal(slopeAt(field, 2.1), null);
});

test("a path takes five steps against the slope", () => {
  const path = pathOf(field, 1.2, 0.35);
  assert.equal(path.length, 6);
  path.forEach((weight, k) => assert.ok(Math.abs(weight - (0.5 + 0.7 * (-0.4) ** k)) < 1e-9));
});

test("with the right rate one step is enough", () => {
  assert.ok(Math.abs(pathOf(field, 1.2, 0.25)[1] - 0.5) < 1e-9);
});

test("a path ends with its first step outside", () => {
  assert.deepEqual(pathOf(field, 1.5, 1), [1.5, -2.5]);
});
