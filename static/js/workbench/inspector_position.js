// Where the explanation of a number is shown: in free space beside it, covering nothing that it refers to.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{width: number, height: number}} Size */

const GAP = 26; // px between the number and its explanation, for the line that joins them
const GRID = 12; // places across, and down, where it is tried last
const OFFSET = 8; // px that an explanation above or below starts from the middle of the number

/** The area that two boxes share. @param {Box} a @param {Box} b */
const overlap = (a, b) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** @param {Box} box @param {Box} space */
const isInside = (box, space) =>
  box.x >= space.x && box.x + box.width <= space.x + space.width &&
  box.y >= space.y && box.y + box.height <= space.y + space.height;

/** @param {number} low @param {number} high @param {number} value */
const clamped = (low, high, value) => Math.min(Math.max(value, low), high);

/**
 * Right above, right below, left above, left below, then level with the number.
 * @param {Box} number @param {Size} size
 */
function besides(number, { width, height }) {
  const right = number.x + number.width + GAP, left = number.x - GAP - width, middle = number.y + number.height / 2;
  const above = middle - height - OFFSET, below = middle + OFFSET, level = middle - height / 2;
  return [[right, above], [right, below], [left, above], [left, below], [right, level], [left, level]];
}

/** Centred above and below the number. @param {Box} number @param {Size} size @param {Box} space */
function aboveAndBelow(number, { width, height }, space) {
  const x = clamped(space.x, space.x + space.width - width, number.x + number.width / 2 - width / 2);
  return [[x, number.y - GAP - height], [x, number.y + number.height + GAP]];
}

/** @param {Size} size @param {Box} space */
function corners({ width, height }, space) {
  const right = space.x + space.width - width, bottom = space.y + space.height - height;
  return [[right, space.y], [right, bottom], [space.x, space.y], [space.x, bottom]];
}

/** Places all over the space, the nearest to the number first. @param {Box} number @param {Size} size @param {Box} space */
function anywhere(number, { width, height }, space) {
  const across = space.width - width, down = space.height - height, found = [];
  for (let column = 0; column <= GRID; column++) {
    for (let row = 0; row <= GRID; row++) found.push([space.x + (across * column) / GRID, space.y + (down * row) / GRID]);
  }
  const far = (/** @type {number[]} */ [x, y]) =>
    Math.hypot(x + width / 2 - number.x - number.width / 2, y + height / 2 - number.y - number.height / 2);
  return found.sort((a, b) => far(a) - far(b));
}

/** The places in order of preference. @param {Box} number @param {Size} size @param {Box} space @returns {Box[]} */
function places(number, size, space) {
  const beside = besides(number, size), bottom = space.y + space.height - size.height;
  return [
    ...beside,
    ...beside.map(([x, y]) => [x, clamped(space.y, bottom, y)]),
    ...aboveAndBelow(number, size, space),
    ...corners(size, space),
    ...anywhere(number, size, space),
  ].map(([x, y]) => ({ x, y, ...size }));
}

/** The part of a line, from 0 to 1, that lies between two bounds. @param {number} from @param {number} to @param {number} low @param {number} high */
function between(from, to, low, high) {
  if (from === to) return from > low && from < high ? [0, 1] : [1, 0];
  const ends = [(low - from) / (to - from), (high - from) / (to - from)];
  return [Math.max(0, Math.min(...ends)), Math.min(1, Math.max(...ends))];
}

/** Whether the line that joins a number and its explanation passes through any box. @param {Box} number @param {Box} box @param {Box[]} others */
export function crosses(number, box, others) {
  const { from, to } = joint(number, box);
  return others.some((other) => {
    const [x0, x1] = between(from.x, to.x, other.x, other.x + other.width);
    const [y0, y1] = between(from.y, to.y, other.y, other.y + other.height);
    return Math.max(x0, y0) < Math.min(x1, y1);
  });
}

/**
 * @param {Box} number what is explained
 * @param {Size} size of the explanation
 * @param {Box} space where it may be
 * @param {Box[]} kept what it must not cover: operands, cells of the current stage
 * @param {Box[]} others what else it must not cover, and its line had better not
 * @returns {Box | null} null where there is no free place
 */
export function placed(number, size, space, kept, others = []) {
  const covers = (/** @type {Box} */ box, /** @type {Box[]} */ boxes) => boxes.some((other) => overlap(box, other) > 0);
  const all = [number, ...kept, ...others];
  const free = places(number, size, space).filter((box) => isInside(box, space) && !covers(box, all));
  return free.find((box) => !crosses(number, box, [...kept, ...others])) ?? free[0] ?? null;
}

/**
 * The ends of the line that joins the two: the nearest points of their borders.
 * @param {Box} number @param {Box} box
 */
export function joint(number, box) {
  const to = {
    x: clamped(box.x, box.x + box.width, number.x + number.width / 2),
    y: clamped(box.y, box.y + box.height, number.y + number.height / 2),
  };
  const from = {
    x: clamped(number.x, number.x + number.width, to.x),
    y: clamped(number.y, number.y + number.height, to.y),
  };
  return { from, to };
}
