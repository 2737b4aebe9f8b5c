import assert from "node:assert/strict";
import { test } from "node:test";

import { Queue } from "../../../static/js/workbench/queue.js";

const step = (values = {}) => ({ method: "POST", path: "/workbench/step", values: { by: "stage", version: 3, ...values } });
const back = { method: "POST", path: "/workbench/back", values: { by: "stage" } };

const later = () => new Promise((resolve) => { setTimeout(resolve); });

/** A server that answers when told to. */
function server(answer = () => true) {
  const sent = [], open = [];
  const queue = new Queue((wish) => {
    sent.push(wish);
    return new Promise((resolve, reject) => { open.push({ resolve, reject, wish }); });
  });
  const answerAll = async () => {
    while (open.length) {
      const { resolve, wish } = open.shift();
      resolve(answer(wish));
      await later();
    }
  };
  return { queue, sent, open, answerAll, steps: () => sent.reduce((sum, { values }) => sum + Number(values.count ?? 1), 0) };
}

test("twenty clicks at once make twenty steps in two requests, the second only after the first", async () => {
  const { queue, sent, answerAll, steps } = server();
  for (let click = 0; click < 20; click++) queue.push(step());
  assert.equal(sent.length, 1);
  await answerAll();
  assert.equal(sent.length, 2);
  assert.equal(steps(), 20);
});

test("steps that were asked at another version are still the same steps", async () => {
  const { queue, sent, answerAll } = server();
  for (const version of [1, 2, 3]) queue.push(step({ version }));
  await answerAll();
  assert.deepEqual(sent.map(({ values }) => values.count ?? 1), [1, 2]);
});

test("the order of different verbs is kept and they are not joined", async () => {
  const { queue, sent, answerAll } = server();
  for (const wish of [step(), step(), back, step(), step({ by: "iteration" })]) queue.push(wish);
  await answerAll();
  assert.deepEqual(sent.map(({ path, values }) => `${path.split("/").pop()[0]} ${values.by}`),
    ["s stage", "s stage", "b stage", "s stage", "s iteration"]);
});

test("what says where to go is never joined", async () => {
  const { queue, sent, answerAll } = server();
  const seek = { method: "POST", path: "/workbench/seek", values: { iteration: 0, stage: 3 } };
  for (let time = 0; time < 3; time++) queue.push(seek);
  await answerAll();
  assert.equal(sent.length, 3);
});

test("a failure drops what waits and doubles nothing", async () => {
  const { queue, sent, answerAll } = server(() => false);
  queue.push(step());
  queue.push(step());
  queue.push(back);
  await answerAll();
  assert.equal(sent.length, 1);
  assert.equal(queue.busy, false);
});

test("after a broken connection the next click is sent", async () => {
  const { queue, sent, open, answerAll } = server();
  queue.push(step());
  queue.push(step());
  open.shift().reject(new TypeError("offline"));
  await later();
  assert.equal(sent.length, 1);
  queue.push(step());
  await answerAll();
  assert.equal(sent.length, 2);
});

test("no request asks for more than a thousand steps", async () => {
  const { queue, sent, answerAll, steps } = server();
  for (let click = 0; click < 3; click++) queue.push(step({ count: 600 }));
  await answerAll();
  assert.equal(steps(), 1800);
  assert.ok(sent.every(({ values }) => values.count <= 1000));
});
