import assert from "node:assert/strict";
import { test } from "node:test";

import { matches, read } from "../../../static/js/shared/number_table.js";

const rows = {
  "X.0": { symbol: "X", unit: "0.u" },
  "Z.1": { symbol: "Zh", uses: "X.0.* W.1.*.u B.1.u", edges: "W.1.*.u", unit: "1.u" },
  "M.1": { uses: "E.2.* W.2.u.*", edges: "W.2.u.*", unit: "1.u" },
  "dW.1": { symbol: "dWh", uses: "X.0.i E.1.u", edges: "W.1.i.u" },
};

test("patterns receive the unit of the number", () => {
  assert.deepEqual(read(rows, "Z.1.2"), { symbol: "Zh", uses: ["X.0.*", "W.1.*.2", "B.1.2"], edges: ["W.1.*.2"], unit: "1.2" });
});

test("patterns receive the input of a weight", () => {
  assert.deepEqual(read(rows, "dW.1.0.2"), { symbol: "dWh", uses: ["X.0.0", "E.1.2"], edges: ["W.1.0.2"], unit: null });
});

test("a number without a matrix has no symbol, one that is given no operands", () => {
  assert.equal(read(rows, "M.1.0").symbol, null);
  assert.deepEqual(read(rows, "X.0.1"), { symbol: "X", uses: [], edges: [], unit: "0.1" });
});

test("a pattern can be looked up like a key", () => {
  assert.equal(read(rows, "X.0.*").symbol, "X");
});

test("a number that is not in the table has nothing", () => {
  assert.deepEqual(read({}, "Z.1.2"), { symbol: null, uses: [], edges: [], unit: null });
});

test("a star matches every unit and nothing else", () => {
  assert.ok(matches("W.1.*.2", "W.1.0.2") && matches("X.0.*", "X.0.1"));
  assert.ok(!matches("W.1.*.2", "W.1.2.0") && !matches("W.1.*.2", "dW.1.0.2") && !matches("H.1.*", "H.1"));
});
