import assert from "node:assert/strict";
import { test } from "node:test";

import { crosses, joint, placed } from "../../../static/js/workbench/inspector_position.js";

const room = { x: 0, y: 0, width: 1000, height: 600 };
const size = { width: 300, height: 150 };
const number = { x: 400, y: 300, width: 60, height: 30 };

test("an explanation is shown above and to the right of its number where there is room", () => {
  const box = placed(number, size, room, []);
  assert.ok(box.x > 460 && box.y + box.height < 315);
});

test("it is shown below, then to the left, where something must stay visible", () => {
  const above = { x: 480, y: 150, width: 400, height: 150 }, right = { x: 480, y: 0, width: 400, height: 600 };
  assert.ok(placed(number, size, room, [above]).y > 300);
  assert.ok(placed(number, size, room, [right]).x + 300 < 400);
});

test("the explanation of a number at the right edge is to its left", () => {
  assert.ok(placed({ ...number, x: 900 }, size, room, []).x + 300 < 900);
});

test("without free space there is none", () => {
  assert.equal(placed(number, size, room, [room]), null);
  assert.equal(placed(number, { width: 1200, height: 150 }, room, []), null);
});

test("the line joins the nearest borders", () => {
  const { from, to } = joint(number, { x: 500, y: 100, width: 300, height: 150 });
  assert.deepEqual([from, to], [{ x: 460, y: 300 }, { x: 500, y: 250 }]);
});

test("it covers nothing that is drawn while there is free space, and its line passes through nothing", () => {
  const unit = { x: 480, y: 100, width: 200, height: 250 };
  const box = placed(number, size, room, [], [unit]);
  assert.ok(box.x >= 680 || box.x + 300 <= 480 || box.y + 150 <= 100 || box.y >= 350);
  assert.ok(!crosses(number, box, [unit]));
  assert.ok(crosses(number, { x: 690, y: 150, width: 300, height: 150 }, [unit]));
  assert.equal(placed(number, size, room, [], [room]), null);
});
