import assert from "node:assert/strict";
import { test } from "node:test";

import { arrivals } from "../../../static/js/motion/addends.js";

const flows = (inputs, units) =>
  Array.from({ length: inputs * units }, (_, index) => ({ input: Math.floor(index / units), unit: index % units }));

test("what arrives at one unit is one sum", () => {
  assert.deepEqual(arrivals(flows(2, 3), false).map((sum) => sum.map(({ input }) => input)), [[0, 1], [0, 1], [0, 1]]);
  assert.deepEqual(arrivals(flows(2, 3), true).map((sum) => sum.map(({ unit }) => unit)), [[0, 1, 2], [0, 1, 2]]);
});

test("one path alone is no sum", () => assert.deepEqual(arrivals(flows(3, 1), true), []));
