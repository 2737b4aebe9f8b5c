import assert from "node:assert/strict";
import test from "node:test";

import { tiltBy } from "../../../static/js/lessons/vanishing/fader.js";

const PLOT = { power: 50, layer: 20, layers: 9, right: 300 };

test("weights ten times as large raise the first of ten layers by nine powers of ten and leave the last", () => {
  const { lines: [, slope, , , , shift], first } = tiltBy(10, PLOT);
  const at = (x) => slope * x + shift;
  assert.equal(at(300), 0);
  assert.equal(at(300 - 9 * 20), -9 * 50);
  assert.equal(first, -9 * 50);
});

test("unchanged weights leave the picture as it is", () => {
  const { lines, first } = tiltBy(1, PLOT);
  assert.deepEqual(lines.map(Math.abs), [1, 0, 0, 1, 0, 0]);
  assert.equal(Math.abs(first), 0);
});
