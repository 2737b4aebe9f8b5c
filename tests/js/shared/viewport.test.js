import assert from "node:assert/strict";
import { test } from "node:test";

import { viewFor } from "../../../static/js/shared/viewport.js";

test("the window's width decides the view", () => {
  assert.deepEqual([390, 819, 820, 1440, 1599, 1600, 1920].map(viewFor), ["phone", "phone", "desk", "desk", "desk", "wide", "wide"]);
});
