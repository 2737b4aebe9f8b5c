import assert from "node:assert/strict";
import { test } from "node:test";

import { roomFor, viewFor } from "../../../static/js/shared/viewport.js";

test("the window's width decides the view", () => {
  assert.deepEqual([390, 819, 820, 1440, 1599, 1600, 1920].map(viewFor), ["phone", "phone", "desk", "desk", "desk", "wide", "wide"]);
});

test("rooms that differ by little are one", () => {
  assert.equal(roomFor(958, 557.5), "920x540");
  assert.equal(roomFor(959.9, 540), "920x540");
  assert.equal(roomFor(390, 422), "360x420");
});
