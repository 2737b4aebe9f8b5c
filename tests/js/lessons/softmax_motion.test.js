import assert from "node:assert/strict";
import { test } from "node:test";

import { softmax } from "../../../static/js/lessons/softmax/motion.js";

test("the probabilities share out 1, and large logits do not overflow", () => {
  const [one, other] = softmax([1000, 999]);
  assert.ok(Math.abs(one + other - 1) < 1e-12);
  assert.ok(Math.abs(one / other - Math.E) < 1e-9);
  assert.equal(softmax([4, -2.9, -1])[1].toFixed(3), "0.001");
});
