// The rules of the race, as the server has them: one tick of the clock is one multiplication for both runners. Written
// out, row k (from 1) takes 2k of them; the runner that keeps errors takes 2 in the first row and 3 in every other one.

const FIRST = 2, FURTHER = 3;

/**
 * One runner at a tick.
 * @typedef {object} Runner
 * @property {number} row from 1
 * @property {number} done multiplications in this row
 * @property {number} takes how many the row takes
 * @property {number} total multiplications so far
 * @property {number} way the share of the whole way, 0 to 1
 */

/** When all rows are multiplied out. @param {number} depth */
export const endOf = (depth) => depth * (depth + 1);

/** When the runner that keeps errors is home. @param {number} depth */
export const homeOf = (depth) => FURTHER * depth - 1;

/** @param {number} row @param {number} done @param {number} takes @param {number} total @param {number} depth @returns {Runner} */
const runner = (row, done, takes, total, depth) => ({ row, done, takes, total, way: (row - 1 + done / takes) / depth });

/** @param {number} tick may be between two @param {number} depth */
export function written(tick, depth) {
  const total = Math.min(tick, endOf(depth));
  let row = 1;
  while (endOf(row) < total) row += 1;
  return runner(row, total - endOf(row - 1), 2 * row, total, depth);
}

/** @param {number} tick may be between two @param {number} depth */
export function keeping(tick, depth) {
  const total = Math.min(tick, homeOf(depth));
  if (total <= FIRST) return runner(1, total, FIRST, total, depth);
  const row = 1 + Math.ceil((total - FIRST) / FURTHER);
  return runner(row, total - FIRST - FURTHER * (row - 2), FURTHER, total, depth);
}

/** Where the clock stops by itself. @param {number} tick @param {number} depth */
export const nextStop = (tick, depth) => (tick < homeOf(depth) ? homeOf(depth) : endOf(depth));

/** Where motion is reduced, the race goes from row to row of the first runner. @param {number} tick @param {number} depth */
export function nextRow(tick, depth) {
  const { row, done, takes } = written(tick, depth);
  return Math.min(endOf(done === takes ? row + 1 : row), nextStop(tick, depth));
}
