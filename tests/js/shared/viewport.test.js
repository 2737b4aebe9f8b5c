import assert from "node:assert/strict";
import { test } from "node:test";

import { moves, roomFor, viewFor } from "../../../static/js/shared/viewport.js";

test("the window's width decides the view", () => {
  assert.deepEqual([390, 819, 820, 1440, 1599, 1600, 1920].map(viewFor), ["phone", "phone", "desk", "desk", "desk", "wide", "wide"]);
});

test("rooms that differ by little are one", () => {
  assert.equal(roomFor(958, 557.5), "920x540");
  assert.equal(roomFor(959.9, 540), "920x540");
  assert.equal(roomFor(390, 422), "360x420");
});

test("a pointer that lies still while the page changes below it has not moved", () => {
  const at = (screenX, screenY, movementX = 0) => ({ type: "pointermove", screenX, screenY, movementX, movementY: 0 });
  const isMove = moves();
  assert.deepEqual([at(5, 5), at(5, 5), at(9, 5, 4), at(9, 5), { type: "pointerdown" }].map(isMove), [false, false, true, false, true]);
  assert.equal(moves()(at(9, 5, 4)), true);
});
