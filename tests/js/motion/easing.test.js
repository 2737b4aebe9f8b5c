import assert from "node:assert/strict";
import { test } from "node:test";

import { cubicBezier, progress, travel } from "../../../static/js/motion/easing.js";

test("a straight curve is time itself", () => {
  const line = cubicBezier(1 / 3, 1 / 3, 2 / 3, 2 / 3);
  for (const time of [0, 0.1, 0.5, 0.9, 1]) assert.ok(Math.abs(line(time) - time) < 1e-6);
});

test("a pulse leaves quickly and slows into the layer", () => {
  assert.equal(travel(0), 0);
  assert.equal(travel(1), 1);
  assert.ok(travel(0.5) > 0.75);
  assert.ok(1 - travel(0.9) < 0.02);
});

test("a pulse never runs backwards", () => {
  let before = 0;
  for (let time = 0; time <= 1; time += 0.01) {
    assert.ok(travel(time) >= before);
    before = travel(time);
  }
});

test("progress is 0 before its interval and 1 after it", () => {
  assert.deepEqual([0, 120, 360, 600, 900].map((now) => progress(now, 120, 480)), [0, 0, 0.5, 1, 1]);
});
