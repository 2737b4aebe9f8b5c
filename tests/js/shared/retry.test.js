import assert from "node:assert/strict";
import { test } from "node:test";

import { persistently, shortWait } from "../../../static/js/shared/retry.js";

test("a short wait is one that the answer names in seconds, up to five", () => {
  assert.equal(shortWait(429, "1"), 1);
  assert.equal(shortWait(503, "5"), 5);
  assert.equal(shortWait(503, "0"), 0);
  for (const [status, header] of [[429, "6"], [503, "60"], [429, null], [503, ""], [503, "-1"], [429, "1.5"], [429, "١"],
    [503, "Wed, 21 Oct 2026 07:28:00 GMT"], [500, "1"], [422, "1"], [200, "1"]]) {
    assert.equal(shortWait(status, header), null, `${status} ${header}`);
  }
});

/** A server that says "not now" with these seconds, one a request, and then answers. */
function refusing(...seconds) {
  const asked = [], slept = [];
  const send = async (again) => {
    asked.push(again);
    return again ? seconds.shift() ?? null : null;
  };
  const sleep = async (ms) => { slept.push(ms); };
  return { asked, slept, done: persistently(send, sleep) };
}

test("what is answered is sent once and waits for nothing", async () => {
  const { asked, slept, done } = refusing();
  await done;
  assert.equal(asked.length, 1);
  assert.deepEqual(slept, []);
});

test("what is refused for a moment is sent again after that moment, and no sooner", async () => {
  const { asked, slept, done } = refusing(1, 2);
  await done;
  assert.equal(asked.length, 3);
  assert.equal(slept.length, 2);
  assert.ok(slept[0] >= 1000 && slept[0] < 1500 && slept[1] >= 2000 && slept[1] < 2500);
});

test("after five times it is given up and told", async () => {
  const { asked, done } = refusing(...Array(50).fill(1));
  await done;
  assert.deepEqual(asked, [true, true, true, true, true, false]);
});
