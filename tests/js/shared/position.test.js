import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, placeOf, walked } from "../../../static/js/shared/position.js";

const place = (iteration, stage) => ({ iteration, stage, count: 10 });

test("the position is read from the attributes of the workbench", () => {
  const dataset = { iteration: "2", stageIndex: "6", count: "10", version: "31", stageKind: "error", layer: "2", depth: "2" };
  assert.deepEqual(placeOf({ dataset }), { iteration: 2, stage: 6, count: 10, version: 31, kind: "error", layer: 2, depth: 2 });
});

test("at the start there is neither a stage nor a layer", () => {
  const { kind, layer, stage } = placeOf({ dataset: { iteration: "0", stageIndex: "0", stageKind: "", layer: "" } });
  assert.deepEqual([kind, layer, stage], ["start", 0, 0]);
});

test("distances are counted in stages, across iterations too", () => {
  assert.equal(distance(place(0, 3), place(0, 4)), 1);
  assert.equal(distance(place(0, 10), place(1, 1)), 1);
  assert.equal(distance(place(1, 0), place(0, 10)), 0);
  assert.equal(distance(place(1, 2), place(0, 9)), -3);
});

test("the stages since the beginning are counted over all iterations", () => assert.equal(walked(place(2, 4)), 24));
