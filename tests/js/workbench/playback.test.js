import assert from "node:assert/strict";
import { test } from "node:test";

import { Playback } from "../../../static/js/workbench/playback.js";

/** A clock that is wound by hand. */
function fakeClock() {
  let now = 0, id = 0;
  const waiting = new Map();
  return {
    setTimeout: (call, ms) => {
      waiting.set(++id, { call, due: now + ms });
      return id;
    },
    clearTimeout: (timer) => waiting.delete(timer),
    pass(ms) {
      now += ms;
      for (const [timer, { call, due }] of waiting) if (due <= now && waiting.delete(timer)) call();
    },
  };
}

function player({ speed = 1, loop = false } = {}) {
  const clock = fakeClock(), changes = [];
  let steps = 0;
  const playback = new Playback({ clock, speed: () => speed, loop: () => loop, step: () => { steps++; }, changed: (now) => changes.push(now) });
  return { playback, clock, changes, steps: () => steps };
}

const place = (stage, kind = "activation") => ({ stage, count: 10, kind });

test("playback steps at once and pauses 700 ms after each stage", () => {
  const { playback, clock, steps } = player();
  playback.start();
  assert.equal(steps(), 1);
  playback.shown(place(1));
  clock.pass(699);
  assert.equal(steps(), 1);
  clock.pass(1);
  assert.equal(steps(), 2);
});

test("it pauses longer after the cost and the update", () => {
  for (const kind of ["cost", "update"]) {
    const { playback, clock, steps } = player({ loop: true });
    playback.start();
    playback.shown(place(kind === "cost" ? 5 : 10, kind));
    clock.pass(1199);
    assert.equal(steps(), 1);
    clock.pass(1);
    assert.equal(steps(), 2);
  }
});

test("four times the speed is a quarter of the pause", () => {
  const { playback, clock, steps } = player({ speed: 4 });
  playback.start();
  playback.shown(place(1));
  clock.pass(175);
  assert.equal(steps(), 2);
});

test("it stops at the end of the iteration", () => {
  const { playback, clock, steps, changes } = player();
  playback.start();
  playback.shown(place(10, "update"));
  clock.pass(5000);
  assert.equal(steps(), 1);
  assert.deepEqual(changes, [true, false]);
});

test("started at the end of an iteration it plays the next one", () => {
  const { playback, clock, steps } = player();
  playback.start();
  playback.shown(place(1));
  clock.pass(700);
  assert.equal(steps(), 2);
});

test("no step follows a pause", () => {
  const { playback, clock, steps } = player();
  playback.start();
  playback.shown(place(1));
  playback.toggle();
  clock.pass(5000);
  assert.equal(steps(), 1);
  playback.shown(place(2));
  clock.pass(5000);
  assert.equal(steps(), 1);
});
