import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped } from "../../../static/js/classroom/join.js";

test("digits are written in two groups, whatever was typed between them", () => {
  for (const [typed, shown] of [["482", "482"], ["4829", "482 9"], ["482-913", "482 913"], ["a48 29131", "482 913"]]) {
    assert.equal(grouped(typed), shown);
  }
});
