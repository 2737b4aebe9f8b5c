import assert from "node:assert/strict";
import { test } from "node:test";

import { latest } from "../../../static/js/workbench/latest.js";
import { nearestStage } from "../../../static/js/workbench/timeline.js";

const stops = [1, 2, 3].map((stage) => ({ stage, middle: stage * 100 }));
const later = () => new Promise((resolve) => { setTimeout(resolve); });

test("a drag is at the stage whose stop is nearest, also beyond the ends", () => {
  assert.deepEqual([0, 149, 151, 210, 900].map((x) => nearestStage(x, stops)), [1, 1, 2, 2, 3]);
});

test("during a drag there is one request at a time, and the latest stage wins", async () => {
  const asked = [], open = [];
  const scrub = latest((stage) => {
    asked.push(stage);
    return new Promise((resolve) => { open.push(resolve); });
  });
  for (const stage of [2, 3, 4, 5]) scrub.want(stage);
  assert.deepEqual(asked, [2]);
  open.shift()();
  await later();
  assert.deepEqual(asked, [2, 5]);
});
