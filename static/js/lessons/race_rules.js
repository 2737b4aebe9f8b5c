// The rules of the race, as the server has them: a place is a number of ticks, a tick one multiplication written out.
// Row k (from 1) takes 2k of them; the runner who keeps errors joins in for the last three only (in row 1 for both).

/**
 * Where both runners are.
 * @typedef {object} Place
 * @property {number} tick multiplications written out so far
 * @property {number} row from 1
 * @property {number} done multiplications written out in this row
 * @property {number} kept multiplications with errors kept in this row
 * @property {number} written as `tick`, for the counter
 * @property {number} memoized multiplications with errors kept so far
 * @property {boolean} complete whether the row is at its end
 */

/** @typedef {"tick" | "row"} Unit */

/** Ticks at the end of a row. @param {number} row */
export const rowEnd = (row) => row * (row + 1);

/** The row that a tick is in. @param {number} tick */
const rowOf = (tick) => {
  let row = 1;
  while (rowEnd(row) < tick) row += 1;
  return row;
};

/**
 * Multiplications with errors kept in this row, when `done` are written out.
 * @param {number} row @param {number} done
 */
export const keptIn = (row, done) => (row === 1 ? done : Math.max(0, done - (2 * row - 3)));

/** @param {number} tick @returns {Place} */
export function placeAt(tick) {
  const row = rowOf(tick), done = tick - rowEnd(row - 1), kept = keptIn(row, done);
  const memoized = Math.max(0, 3 * (row - 1) - 1) + kept;
  return { tick, row, done, kept, written: tick, memoized, complete: done === 2 * row };
}

/**
 * One multiplication or one row forward, at most to the end.
 * @param {number} tick @param {Unit} by @param {number} depth
 */
export function later(tick, by, depth) {
  const { row, complete } = placeAt(tick);
  return Math.min(by === "tick" ? tick + 1 : rowEnd(complete ? row + 1 : row), rowEnd(depth));
}

/** One multiplication or one row back, at most to the start. @param {number} tick @param {Unit} by */
export const earlier = (tick, by) => Math.max(0, by === "tick" ? tick - 1 : rowEnd(placeAt(tick).row - 1));

/**
 * The first layer, from the input, whose error is known.
 * @param {Pick<Place, "row" | "done">} place @param {number} depth
 */
export function knownFrom({ row, done }, depth) {
  return depth + (done >= 2 * row - 1 ? 1 : 2) - row;
}

/**
 * How long a place is shown while the race runs, in ms: long rows tick faster.
 * @param {Pick<Place, "row" | "complete">} place
 * @param {{speed: number, reduced: boolean}} motion rows only where it is reduced
 */
export function pause({ row, complete }, { speed, reduced }) {
  if (reduced) return 1300 / speed;
  return (complete ? 700 : Math.min(260, Math.max(60, 1000 / (2 * row)))) / speed;
}
