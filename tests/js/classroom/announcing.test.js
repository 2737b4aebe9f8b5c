import assert from "node:assert/strict";
import { test } from "node:test";

import { APART, spaced } from "../../../static/js/classroom/announcing.js";

test("of many counts in a row the first and the latest are announced, 5 s apart", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const said = [];
  const announce = spaced((text) => said.push(text));
  for (let answered = 0; answered <= 20; answered++) announce(`${answered} of 30`);
  assert.deepEqual(said, ["0 of 30"]);
  t.mock.timers.tick(APART - 1);
  assert.deepEqual(said, ["0 of 30"]);
  t.mock.timers.tick(1);
  assert.deepEqual(said, ["0 of 30", "20 of 30"]);
});

test("what has not changed is not announced again, and a new count after a pause at once", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const said = [];
  const announce = spaced((text) => said.push(text));
  announce("1 of 2");
  t.mock.timers.tick(APART);
  announce("1 of 2");
  t.mock.timers.tick(APART);
  announce("2 of 2");
  assert.deepEqual(said, ["1 of 2", "2 of 2"]);
});
