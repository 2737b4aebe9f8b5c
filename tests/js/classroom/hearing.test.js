import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { hearing, LOST, SILENT } from "../../../static/js/classroom/hearing.js";

/** What the page shows while `story` went on. */
function observed(story) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const seen = [];
  story(hearing((lost) => seen.push(lost ? "lost" : "back"), () => seen.push("cut")), (ms) => mock.timers.tick(ms), seen);
  mock.timers.reset();
  return seen;
}

test("a connection that comes back soon is not missed", () => {
  assert.deepEqual(observed((state, wait) => {
    state.heard();
    state.missed();
    wait(LOST - 1);
    state.heard();
    wait(LOST);
  }), []);
});

test("a lost one is announced once, however often it is tried again, and then taken back", () => {
  assert.deepEqual(observed((state, wait, seen) => {
    state.missed();
    wait(2000);
    state.missed();
    wait(1000);
    assert.deepEqual(seen, ["lost"]);
    state.missed();
    wait(LOST);
    state.heard();
  }), ["lost", "back"]);
});

test("a connection without a heartbeat is cut, one with heartbeats stays", () => {
  assert.deepEqual(observed((state, wait, seen) => {
    for (let beat = 0; beat < 10; beat++) {
      state.heard();
      wait(15_000);
    }
    assert.deepEqual(seen, []);
    wait(SILENT);
  }), ["cut"]);
});

test("after the end nothing is missed", () => {
  assert.deepEqual(observed((state, wait) => {
    state.heard();
    state.missed();
    state.over();
    wait(2 * SILENT);
  }), []);
});
