// The two curves of the design, as functions of time for what is drawn frame by frame. The page's own animations get
// the same curves by their CSS names.

export const TRAVEL = "cubic-bezier(.3,.05,.2,1)";
export const WRITE = "cubic-bezier(.2,0,0,1)";

const HALVINGS = 24; // finer than a pixel

/** One coordinate of a Bézier curve from 0 to 1. @param {number} t @param {number} first @param {number} second */
const component = (t, first, second) => 3 * t * (1 - t) ** 2 * first + 3 * t * t * (1 - t) * second + t ** 3;

/**
 * A cubic Bézier easing from (0, 0) to (1, 1).
 * @param {number} x1 0 … 1 @param {number} y1 @param {number} x2 0 … 1 @param {number} y2
 * @returns {(time: number) => number} 0 before the start, 1 after the end
 */
export function cubicBezier(x1, y1, x2, y2) {
  return (time) => {
    if (time <= 0) return 0;
    if (time >= 1) return 1;
    let low = 0, high = 1;
    // halving cannot fail where Newton's method can
    for (let round = 0; round < HALVINGS; round++) {
      const middle = (low + high) / 2;
      if (component(middle, x1, x2) < time) low = middle;
      else high = middle;
    }
    return component(low, y1, y2);
  };
}

export const travel = cubicBezier(0.3, 0.05, 0.2, 1);

/**
 * The part of an interval that has passed, 0 … 1.
 * @param {number} now @param {number} start @param {number} length
 */
export const progress = (now, start, length) => Math.min(1, Math.max(0, (now - start) / length));
