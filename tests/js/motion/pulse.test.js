import assert from "node:assert/strict";
import { test } from "node:test";

import { TAIL, arrow, at, nearest, outline, reversed, span, stretch, track } from "../../../static/js/motion/pulse.js";

const line = { getTotalLength: () => 200, getPointAtLength: (s) => ({ x: s, y: 50 }) };
const way = track("M0 50H200", () => line);
const numbers = (d) => d.match(/-?\d+(\.\d+)?/g).map(Number);
const bands = (d) => d.split("Z").filter((part) => part.includes("L")).map((part) => {
  const found = numbers(part), xs = found.filter((_, index) => index % 2 === 0), ys = found.filter((_, index) => index % 2 === 1);
  return { left: Math.min(...xs), right: Math.max(...xs), height: Math.max(...ys) - Math.min(...ys) };
});

test("a track consists of points at equal distances", () => {
  assert.equal(way.points[0].x, 0);
  assert.equal(way.points.at(-1).x, 200);
  const { x, y, ny } = at(way, 77);
  assert.deepEqual([x, y, ny], [77, 50, 1]);
});

test("a cubic is measured without the browser, at equal distances", () => {
  const curve = track("M0 0C90 0 110 100 200 100", () => assert.fail("asked the browser"));
  assert.deepEqual([curve.points[0], curve.points.at(-1)], [{ x: 0, y: 0 }, { x: 200, y: 100 }]);
  const steps = curve.points.slice(1).map((point, index) => Math.hypot(point.x - curve.points[index].x, point.y - curve.points[index].y));
  assert.ok(Math.max(...steps) - Math.min(...steps) < 0.1);
  assert.ok(curve.length > Math.hypot(200, 100) && curve.length < 260);
});

test("a reversed track begins where the edge ends", () => {
  assert.equal(at(reversed(way), 0).x, 200);
  assert.equal(at(reversed(way), 60).x, 140);
});

test("the tail grows out of the start and is 45 percent of the edge", () => {
  assert.deepEqual(span(0.2), [0, 0.2]);
  assert.deepEqual(span(1), [1 - TAIL, 1]);
  assert.deepEqual(span(1 + TAIL), [1, 1]);
});

test("a positive pulse is one solid band that narrows behind its head", () => {
  const [only, ...rest] = bands(outline(way, 0.8, 10, false));
  assert.equal(rest.length, 0);
  assert.ok(Math.abs(only.left - 200 * (0.8 - TAIL)) < 1 && Math.abs(only.right - 160) < 1);
  assert.ok(Math.abs(only.height - 10) < 0.2);
});

test("a negative pulse is cut into slices with gaps, largest at the head", () => {
  const slices = bands(outline(way, 0.8, 10, true)).sort((a, b) => b.right - a.right);
  assert.ok(slices.length >= 6);
  for (let index = 1; index < slices.length; index++) {
    assert.ok(slices[index].right < slices[index - 1].left - 2);
    assert.ok(slices[index].height < slices[index - 1].height);
  }
});

test("the width is the width of the head", () => {
  for (const width of [5, 18]) assert.ok(Math.abs(bands(outline(way, 0.5, width, false))[0].height - width) < 0.3);
});

test("nothing is visible before the start, after the end, or with a width of 0", () => {
  for (const [head, width] of [[0, 10], [1 + TAIL, 10], [0.5, 0], [0.5, NaN]]) assert.equal(outline(way, head, width, false), "");
});

test("the tail of a pulse that has arrived catches up with its head", () => {
  const [arrived] = bands(outline(way, 1, 10, false)), [later] = bands(outline(way, 1.2, 10, false));
  assert.equal(later.right, 200);
  assert.ok(later.left > arrived.left);
});

test("a stretch of a track runs from its one end to the other", () => {
  const half = stretch(way, 50, 150);
  assert.deepEqual([half.length, half.points[0].x, half.points.at(-1).x], [100, 50, 150]);
  assert.equal(nearest(way, { x: 120, y: 80 }), nearest(way, { x: 120, y: 50 }));
  assert.ok(Math.abs(nearest(way, { x: 120, y: 80 }) - 120) < 4);
});

test("the head of an arrow is drawn round the same way as its band", () => {
  const [shaft, head] = arrow(way, 10, false).split("Z").filter(Boolean).map(numbers);
  const turn = (c) => {
    let sum = 0;
    for (let index = 0; index < c.length; index += 2) {
      const [x, y, nextX, nextY] = [c[index], c[index + 1], c[(index + 2) % c.length], c[(index + 3) % c.length]];
      sum += x * nextY - nextX * y;
    }
    return Math.sign(sum);
  };
  assert.equal(turn(shaft), turn(head));
});
