import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest, reach } from "../../../static/js/shared/neighbours.js";

const RIGHT = [1, 0], DOWN = [0, 1];

const place = (x, y) => ({ getBoundingClientRect: () => ({ left: x - 5, top: y - 5, width: 10, height: 10 }) });

test("distance sideways counts double", () => {
  assert.equal(reach([0, 0], [40, 0], RIGHT), 40);
  assert.equal(reach([0, 0], [40, 10], RIGHT), 60);
  assert.equal(reach([0, 0], [10, 40], DOWN), 60);
});

test("what is behind, or more than twice as far sideways as ahead, is not in that direction", () => {
  assert.equal(reach([0, 0], [-40, 0], RIGHT), Infinity);
  assert.equal(reach([0, 0], [1, 0], RIGHT), Infinity);
  assert.equal(reach([0, 0], [10, 21], RIGHT), Infinity);
});

test("an arrow key goes to the nearest number in its direction, and nowhere where there is none", () => {
  const start = place(0, 0), near = place(30, 0), far = place(60, 0), below = place(0, 20), all = [start, far, near, below];
  assert.equal(nearest(start, all, RIGHT), near);
  assert.equal(nearest(start, all, DOWN), below);
  assert.equal(nearest(far, all, RIGHT), null);
});
