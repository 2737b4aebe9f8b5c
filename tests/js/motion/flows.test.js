import assert from "node:assert/strict";
import { test } from "node:test";

import { largest, stagger } from "../../../static/js/motion/flows.js";

test("units begin 40 ms after each other, and all within 160 ms", () => {
  assert.deepEqual([0, 1, 2].map((unit) => stagger(unit, 3)), [0, 40, 80]);
  assert.equal(stagger(15, 16), 160);
  assert.equal(stagger(0, 1), 0);
});

test("of more than 64 pulses only the 64 largest are shown", () => {
  const flows = Array.from({ length: 100 }, (_, index) => ({ width: index + 1 }));
  const kept = largest(flows);
  assert.equal(kept.length, 64);
  assert.equal(Math.min(...kept.map(({ width }) => width)), 37);
});

test("a value of 0 sends no pulse", () => {
  assert.deepEqual(largest([{ width: 0 }, { width: 5 }]), [{ width: 5 }]);
});
