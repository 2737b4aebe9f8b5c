import assert from "node:assert/strict";
import { test } from "node:test";

import { endOf, homeOf, keeping, nextRow, nextStop, written } from "../../../static/js/lessons/memoization/race_rules.js";

test("both runners multiply once at every tick until they are home", () => {
  for (let depth = 2; depth <= 11; depth += 1) {
    for (const [runner, home] of [[written, endOf(depth)], [keeping, homeOf(depth)]]) {
      for (let tick = 0; tick <= endOf(depth); tick += 1) {
        const { total, row, done, takes, way } = runner(tick, depth);
        assert.equal(total, Math.min(tick, home));
        assert.equal(way === 1, tick >= home);
        assert.ok(done >= (tick ? 1 : 0) && done <= takes && row >= 1 && row <= depth);
      }
    }
  }
});

test("at tick 32 the second runner is home and the first is in row six", () => {
  assert.deepEqual(written(32, 11), { row: 6, done: 2, takes: 12, total: 32, way: (5 + 2 / 12) / 11 });
  assert.equal(keeping(32, 11).way, 1);
  assert.deepEqual([0, 31, 32, 131].map((tick) => nextStop(tick, 11)), [32, 32, 132, 132]);
});

test("between two ticks a runner is between two places", () => {
  for (const runner of [written, keeping]) {
    assert.ok(runner(4, 11).way < runner(4.5, 11).way && runner(4.5, 11).way < runner(5, 11).way);
  }
});

test("row by row the race stops where it stops by itself", () => {
  const seen = [0];
  while (seen[seen.length - 1] < 132) seen.push(nextRow(seen[seen.length - 1], 11));
  assert.deepEqual(seen, [0, 2, 6, 12, 20, 30, 32, 42, 56, 72, 90, 110, 132]);
});
