// The two curves of the design, as functions of time for what is drawn frame by frame. The page's own animations get
// the same curves by their CSS names.

export const TRAVEL = "cubic-bezier(.3,.05,.2,1)";
export const WRITE = "cubic-bezier(.2,0,0,1)";

const component = (t, first, second) => 3 * t * (1 - t) ** 2 * first + 3 * t * t * (1 - t) * second + t ** 3;

/**
 * A cubic Bézier easing from (0, 0) to (1, 1); x1 and x2 in 0 … 1.
 * @returns {(time: number) => number} 0 before the start, 1 after the end
 */
export function cubicBezier(x1, y1, x2, y2) {
  return (time) => {
    if (time <= 0) return 0;
    if (time >= 1) return 1;
    let low = 0, high = 1;
    // halving cannot fail where Newton's method can, and 24 times are finer than a pixel
    for (let round = 0; round < 24; round++) {
      const middle = (low + high) / 2;
      if (component(middle, x1, x2) < time) low = middle;
      else high = middle;
    }
    return component(low, y1, y2);
  };
}

export const travel = cubicBezier(0.3, 0.05, 0.2, 1);

/** How far a stretch that begins at `start` and lasts `length` has come at `now`: 0 … 1. */
export const progress = (now, start, length) => Math.min(1, Math.max(0, (now - start) / length));
