import assert from "node:assert/strict";
import { test } from "node:test";

import { printed } from "../../../static/js/shared/printed.js";

test("a number is printed as the server prints it", () => {
  const shown = [[0.816, "0.816"], [-0.4, "−0.4"], [1, "1"], [0, "0"], [0.00032, "3.2·10⁻⁴"], [-31200, "−3.1·10⁴"], [1.23456, "1.235"]];
  for (const [value, text] of shown) assert.equal(printed(value, "."), text);
});

test("with the comma of other languages", () => assert.equal(printed(-0.55, ","), "−0,55"));
