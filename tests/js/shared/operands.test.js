import assert from "node:assert/strict";
import { test } from "node:test";

import { edges, matches, operands, parts, symbolOf, unitOf } from "../../../static/js/shared/operands.js";

const depth = 2;

test("a weighted input is made from what arrives, its weights and its bias", () => {
  assert.deepEqual(operands("Z.1.2", { depth }), ["X.0.*", "W.1.*.2", "B.1.2"]);
  assert.deepEqual(operands("Z.2.0", { depth }), ["H.1.*", "W.2.*.0", "B.2.0"]);
});

test("an activation is made from its own weighted input, in a softmax from all of them", () => {
  assert.deepEqual(operands("H.2.1", { depth }), ["Z.2.1"]);
  assert.deepEqual(operands("H.2.1", { depth, softmax: true }), ["Z.2.*"]);
  assert.deepEqual(operands("H.1.1", { depth, softmax: true }), ["Z.1.1"]);
});

test("the output's error comes from prediction and target, a hidden one through the weights behind it", () => {
  assert.deepEqual(operands("E.2.0", { depth }), ["M.2.0", "R.2.0", "H.2.0", "Y.2.0"]);
  assert.deepEqual(operands("E.1.1", { depth }), ["M.1.1", "R.1.1", "E.2.*", "W.2.1.*"]);
});

test("a number stands in the matrix that the article names", () => {
  const names = (keys, layers) => keys.map((key) => symbolOf(key, layers));
  assert.deepEqual(names(["X.0.1", "Z.1.0", "H.1.0", "H.2.0", "Y.2.0", "C.2.0"], 2), ["X", "Zh", "H", "ŷ", "Y", "C"]);
  assert.deepEqual(names(["E.1.0", "E.2.0", "R.1.0", "dW.2.1.0", "dB.1.0", "W.1.0.2"], 2), ["Eh", "Eo", "Rh", "dWo", "dBh", "Wh"]);
  assert.deepEqual(names(["E.1.0", "Z.1.0", "W.1.0.0", "H.1.0"], 1), ["Eo", "Z", "W", "ŷ"]);
  assert.deepEqual(names(["E.11.0", "H.3.0", "dW.10.0.0", "M.3.0"], 11), ["E11", "H3", "dW10", null]);
});

test("a derivative is what came in times the error", () => {
  assert.deepEqual(operands("dW.2.1.0", { depth }), ["H.1.1", "E.2.0"]);
  assert.deepEqual(operands("dW.1.0.2", { depth }), ["X.0.0", "E.1.2"]);
  assert.deepEqual(operands("dB.1.2", { depth }), ["E.1.2"]);
});

test("what is given is made from nothing", () => {
  for (const key of ["X.0.1", "Y.2.0", "W.1.0.0", "B.1.0"]) assert.deepEqual(operands(key, { depth }), []);
});

test("a star stands for every unit and for nothing else", () => {
  assert.ok(matches("W.1.*.2", "W.1.0.2") && matches("X.0.*", "X.0.1"));
  assert.ok(!matches("W.1.*.2", "W.1.2.0") && !matches("W.1.*.2", "dW.1.0.2") && !matches("H.1.*", "H.1"));
});

test("the input of a weight stands before its unit", () => {
  assert.deepEqual(parts("dW.1.0.2"), { letter: "dW", layer: 1, unit: "2", input: "0" });
});

test("an error lights the edges that it came along, a sum those that arrive", () => {
  assert.equal(edges("E.1.1", { depth }), "W.2.1.*");
  assert.equal(edges("E.2.0", { depth }), null);
  assert.equal(edges("Z.1.1", { depth }), "W.1.*.1");
  assert.equal(edges("dW.2.1.0", { depth }), "W.2.1.0");
  assert.equal(edges("X.0.0", { depth }), null);
});

test("a number stands at a unit, a weight at none", () => {
  assert.equal(unitOf("E.2.7"), "2.7");
  assert.equal(unitOf("X.0.1"), "0.1");
  assert.equal(unitOf("W.1.0.2"), null);
  assert.equal(unitOf("C.2.0"), null);
});
