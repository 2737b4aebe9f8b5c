import assert from "node:assert/strict";
import { test } from "node:test";

import { earlier, keptIn, knownFrom, later, pause, placeAt, rowEnd } from "../../../static/js/lessons/race_rules.js";

test("every tick multiplies once when written out, and sometimes with errors kept too", () => {
  for (let tick = 1; tick <= 132; tick += 1) {
    const before = placeAt(tick - 1), here = placeAt(tick);
    assert.equal(here.written, tick);
    assert.ok([0, 1].includes(here.memoized - before.memoized));
    assert.ok(here.done >= 1 && here.done <= 2 * here.row);
  }
});

test("at every depth the race ends at L(L + 1) to 3L − 1", () => {
  for (let depth = 1; depth <= 11; depth += 1) {
    const end = placeAt(rowEnd(depth));
    assert.deepEqual([end.written, end.memoized, end.row, end.complete], [depth * (depth + 1), 3 * depth - 1, depth, true]);
  }
});

test("at the end of row five of eleven the counts are 30 and 14", () => {
  assert.deepEqual(placeAt(30), { tick: 30, row: 5, done: 10, kept: 3, written: 30, memoized: 14, complete: true });
  assert.deepEqual([0, 7, 8, 9, 10].map((done) => keptIn(5, done)), [0, 0, 1, 2, 3]);
});

test("a step moves by a row or by a multiplication and stops at the ends", () => {
  assert.deepEqual([0, 1, 2, 6, 12].map((tick) => later(tick, "row", 3)), [2, 2, 6, 12, 12]);
  assert.deepEqual([12, 7, 6, 2, 1, 0].map((tick) => earlier(tick, "row")), [6, 6, 2, 0, 0, 0]);
  assert.deepEqual([later(5, "tick", 3), later(12, "tick", 3), earlier(0, "tick")], [6, 12, 0]);
});

test("an error is known once its slope is multiplied", () => {
  assert.deepEqual([0, 1, 2, 4, 5, 6, 10, 11].map((tick) => knownFrom(placeAt(tick), 3)), [4, 3, 3, 3, 2, 2, 2, 1]);
});

test("long rows tick faster, a finished row pauses, and speed divides", () => {
  const usual = { speed: 1, reduced: false };
  assert.ok(pause(placeAt(131), usual) < pause(placeAt(5), usual));
  assert.ok(pause(placeAt(132), usual) > pause(placeAt(131), usual));
  assert.equal(pause(placeAt(5), { speed: 4, reduced: false }) * 4, pause(placeAt(5), usual));
  assert.equal(pause(placeAt(131), { speed: 2, reduced: true }), 650);
});
