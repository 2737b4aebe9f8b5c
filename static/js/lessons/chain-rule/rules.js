// The picture of lesson 1 in numbers, as app/view/lessons/chain_rule/drawing.py draws it. This knows no formula of a machine:
// values and slopes at the places to which the point can be dragged come with the page.

const SPAN = 5, HOME = [-2.5, -0.8], MARGIN = 0.7, STEEPEST = 3, TURN = 72, BESIDE = 500;

/** The first of 1, 2, steps[2] · 10ⁿ that is not below a size. @param {number} size @param {number[]} steps */
function reach(size, steps) {
  const power = 10 ** Math.floor(Math.log10(size));
  for (const step of [...steps, ...steps.map((each) => each * 10)]) if (step * power >= size * (1 - 1e-9)) return step * power;
  return size;
}

/** The run of a triangle. @param {number} steep */
export const run = (steep) =>
  Math.abs(steep) <= STEEPEST ? 1 : 1 / Math.max(2, reach(Math.abs(steep) / STEEPEST, [1, 2, 5]));

/** The lower end of the window that shows a value. @param {number} value @param {number} axis @param {number} half */
export function home(value, axis, half = 0) {
  const margin = Math.max(MARGIN, half + 0.1);
  return Math.max(Math.min(HOME[axis], value - margin), value + margin - SPAN);
}

/** How far the sheet is moved. @param {number} unit @param {number} x @param {number} y @param {number | null} steep */
export function sheetAt(unit, x, y, steep) {
  const half = steep === null ? 0 : Math.abs(run(steep) * steep / 2);
  return [-home(x, 0) * unit, (home(y, 1, half) + SPAN) * unit];
}

/** The triangle of a slope around a point, on the sheet. @param {number} unit @param {number} x @param {number} y @param {number} steep */
export function triangle(unit, x, y, steep) {
  const across = run(steep), half = across / 2, high = (across * steep) / 2;
  const [x0, x1, y0, y1] = [x - half, x + half, high - y, -high - y].map((each) => each * unit);
  const right = x1 + 42 < (home(x, 0) + SPAN) * unit;
  return {
    x0, x1, y0, y1, right, run: across, rise: across * steep, path: `M${x0} ${y0}H${x1}V${y1}Z`,
    runAt: [(x0 + x1) / 2, y0 + (steep >= 0 ? 17 : -7)], riseAt: [right ? x1 + 6 : x0 - 6, (y0 + y1) / 2 + 5],
  };
}

const ZOOM = 20, STEP = 0.05, BEYOND = 1.2;

/**
 * The curve in the lens and its tangent, from the values of the function a step before the point, there, and after it.
 * @param {number} radius @param {number} unit @param {number[]} values
 */
export function lensPaths(radius, unit, [before, here, after]) {
  const steep = (after - before) / (2 * STEP), bend = (after - 2 * here + before) / (2 * STEP ** 2);
  const far = BEYOND * radius, rise = far * steep, sag = (bend * far ** 2) / (unit * ZOOM);
  const at = (/** @type {number} */ each) => each.toFixed(1);
  return {
    curve: `M${at(-far)} ${at(rise - sag)}Q0 ${at(sag)} ${at(far)} ${at(-rise - sag)}`,
    tangent: `M${at(-far)} ${at(rise)}L${at(far)} ${at(-rise)}`,
  };
}

/** Where the dial and the bars end. @param {(number | null)[]} changes */
export const scale = (changes) => reach(1.1 * Math.max(...changes.map((each) => Math.abs(each ?? 0))) || 1, [1, 2, 4]);

/** The angle of the needle in degrees. @param {number} move @param {number} end */
export const angle = (move, end) => TURN * Math.max(-1, Math.min(1, move / end));

/** How far each value moves: the nudge, times the slopes so far. @param {number} nudge @param {(number | null)[]} slopes */
export function moves(nudge, slopes) {
  /** @type {(number | null)[]} */
  const found = [nudge];
  for (const slope of slopes) {
    const last = found[found.length - 1];
    found.push(last === null || slope === null ? null : last * slope);
  }
  return found;
}

/** The derivative of the whole with respect to each value. @param {(number | null)[]} slopes */
export const derivatives = (slopes) => moves(1, [...slopes].reverse()).reverse();

/** Whether a change is as good as 0 beside the others. @param {number} move @param {number} end */
export const nothing = (move, end) => Math.abs(move) < end / BESIDE;
