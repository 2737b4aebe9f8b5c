import assert from "node:assert/strict";
import { test } from "node:test";

import { offsetFor } from "../../../static/js/workbench/in_sight.js";

test("what is current is brought to the middle, as far as there is something to scroll", () => {
  const box = { clientWidth: 390, scrollWidth: 700 };
  assert.equal(offsetFor(350, box), 155);
  assert.equal(offsetFor(40, box), 0);
  assert.equal(offsetFor(690, box), 310);
});
