import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = /** @type {any} */ ({ documentElement: { lang: "en", dataset: {} } });
const { printed, signOf, stacked } = await import("../../../static/js/lessons/many-paths/parcels.js");

test("numbers are printed as the server prints them", () => {
  assert.deepEqual([-0.4, 0, -0.0001, 1.23456].map(printed), ["−0.4", "0", "0", "1.235"]);
  assert.deepEqual([2, 0, -1].map(signOf), ["pos", "zero", "neg"]);
});

test("parcels are stacked where app/view/lessons/kit/parcels.py stacks them", () => {
  // the numbers of tray(158, (0.4, 0.6, -1.4), "en", total=True)
  const { zero, bars } = stacked(158, [0.4, 0.6, -1.4]);
  assert.equal(zero, 45.1);
  assert.deepEqual(bars.map(({ x, width, label, text }) => [x, width, label, text]), [
    [45.1, 45.1, 67.7, "0.4"], [90.3, 67.7, 124.1, "0.6"], [0, 158, 79, "−1.4"], [0, 45.1, 22.6, "−0.4"],
  ]);
});
