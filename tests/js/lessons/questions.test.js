import assert from "node:assert/strict";
import { test } from "node:test";

import { answeredIn, isDone, negated } from "../../../static/js/lessons/kit/questions.js";

test("the sign of a typed number changes and changes back", () => {
  assert.equal(negated("0.9"), "−0.9");
  assert.equal(negated("−0.9"), "0.9");
  for (const typed of ["-0.9", "– 0.9", " − 0.9"]) assert.equal(negated(typed), "0.9");
  assert.equal(negated(""), "−");
  assert.equal(negated("1/3"), "−1/3");
});

test("what is kept is read again, and anything else is left out", () => {
  const kept = { code: { right: ["question-1"], of: 4 } };
  assert.deepEqual(answeredIn(JSON.stringify(kept)), kept);
  assert.deepEqual(answeredIn(JSON.stringify({ ...kept, a: 1, b: null, c: { right: 2, of: 3 }, d: { right: [] } })), kept);
  for (const text of [null, "", "{", "7", "null", "[]", '"x"']) assert.deepEqual(answeredIn(text), {});
});

test("a lesson is done when each of its questions was answered", () => {
  assert.equal(isDone(undefined), false);
  assert.equal(isDone({ right: [], of: 0 }), false);
  assert.equal(isDone({ right: ["question-1", "question-1"], of: 2 }), false);
  assert.equal(isDone({ right: ["question-1", "question-2"], of: 2 }), true);
});
