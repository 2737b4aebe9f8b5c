// The rules of the race, as the server has them: a place is a number of ticks, a tick one multiplication written out.
// Row k (from 1) takes 2k of them; who keeps errors takes part in the last three alone (in the first row, in both).

/** Ticks at the end of a row. */
export const rowEnd = (row) => row * (row + 1);

const rowOf = (tick) => {
  let row = 1;
  while (rowEnd(row) < tick) row += 1;
  return row;
};

/** Multiplications with errors kept in this row, when `done` are written out. */
export const keptIn = (row, done) => (row === 1 ? done : Math.max(0, done - (2 * row - 3)));

/**
 * Where both stand.
 * @param {number} tick
 * @returns {{tick: number, row: number, done: number, kept: number, written: number, memoized: number, complete: boolean}}
 */
export function placeAt(tick) {
  const row = rowOf(tick), done = tick - rowEnd(row - 1), kept = keptIn(row, done);
  return { tick, row, done, kept, written: tick, memoized: Math.max(0, 3 * (row - 1) - 1) + kept, complete: done === 2 * row };
}

/** One multiplication or one row on, at most the end. @param {"tick" | "row"} by */
export function later(tick, by, depth) {
  const { row, complete } = placeAt(tick);
  return Math.min(by === "tick" ? tick + 1 : rowEnd(row + complete), rowEnd(depth));
}

/** One multiplication or one row back, at least the start. @param {"tick" | "row"} by */
export const earlier = (tick, by) => Math.max(0, by === "tick" ? tick - 1 : rowEnd(placeAt(tick).row - 1));

/** The first layer, from the input, whose error is known. */
export function knownFrom({ row, done }, depth) {
  return depth + (done >= 2 * row - 1 ? 1 : 2) - row;
}

/** How long a place is shown while the race runs, in ms: long rows tick faster. @param {boolean} reduced rows alone then */
export function rest({ row, complete }, { speed, reduced }) {
  if (reduced) return 1300 / speed;
  return (complete ? 700 : Math.min(260, Math.max(60, 1000 / (2 * row)))) / speed;
}
