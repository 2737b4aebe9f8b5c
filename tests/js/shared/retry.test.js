import assert from "node:assert/strict";
import { test } from "node:test";

import { patientFetch, shortWait } from "../../../static/js/shared/retry.js";

test("a short wait is given in seconds, up to five", () => {
  assert.equal(shortWait(429, "1"), 1);
  assert.equal(shortWait(503, "5"), 5);
  assert.equal(shortWait(503, "0"), 0);
  for (const [status, header] of [[429, "6"], [503, "60"], [429, null], [503, ""], [503, "-1"], [429, "1.5"], [429, "١"],
    [503, "Wed, 21 Oct 2026 07:28:00 GMT"], [500, "1"], [422, "1"], [200, "1"]]) {
    assert.equal(shortWait(status, header), null, `${status} ${header}`);
  }
});

/** A server that answers "not now" with these seconds, one per request, and then answers. */
async function asked(...seconds) {
  const sent = [], slept = [], announced = [];
  const send = async (address, options) => {
    sent.push([address, options.body]);
    const wait = seconds.shift();
    return wait === undefined ? new Response("done") : new Response("", { status: 503, headers: { "Retry-After": String(wait) } });
  };
  const fetch = patientFetch(send, (wait) => announced.push(wait), async (ms) => { slept.push(ms); });
  const response = await fetch("/step", { body: "version=3" });
  return { sent, slept, announced, status: response.status };
}

test("a request that is answered is sent once, without a wait", async () => {
  const { sent, slept, status } = await asked();
  assert.equal(status, 200);
  assert.deepEqual(sent, [["/step", "version=3"]]);
  assert.deepEqual(slept, []);
});

test("a refused request is sent again, unchanged, after the time that the server gives, and no sooner", async () => {
  const { sent, slept, announced, status } = await asked(1, 2);
  assert.equal(status, 200);
  assert.deepEqual(sent, Array(3).fill(["/step", "version=3"]));
  assert.ok(slept[0] >= 1000 && slept[0] < 1500 && slept[1] >= 2000 && slept[1] < 2500);
  assert.deepEqual(announced, [1, 2]);
});

test("after twelve retries the refusal is the answer", async () => {
  const { sent, slept, status } = await asked(...Array(50).fill(1));
  assert.equal(status, 503);
  assert.equal(sent.length, 13);
  assert.equal(slept.length, 12);
});

test("a long wait is not waited for", async () => {
  const { sent, announced, status } = await asked(60);
  assert.equal(status, 503);
  assert.equal(sent.length, 1);
  assert.deepEqual(announced, []);
});
