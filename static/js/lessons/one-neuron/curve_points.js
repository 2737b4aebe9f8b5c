// Positions on a drawn curve, as numbers only.

/**
 * @typedef {{ x0: number, x1: number, y0: number, y1: number, width: number, height: number, length: number,
 *   path: string }} Plot the part of the plane that a plot shows, its size, the length of its tangent, its curve
 */

/** Where a point of the plane is drawn. @param {Plot} plot @param {number} x @param {number} y @returns {[number, number]} */
export const intoPlot = ({ x0, x1, y0, y1, width, height }, x, y) =>
  [((x - x0) / (x1 - x0)) * width, (1 - (y - y0) / (y1 - y0)) * height];

/** The point of the plane that is drawn there. @param {Plot} plot @param {number} x @param {number} y @returns {[number, number]} */
export const fromPlot = ({ x0, x1, y0, y1, width, height }, x, y) =>
  [x0 + (x / width) * (x1 - x0), y0 + (1 - y / height) * (y1 - y0)];

/** The corners of a path of M and L, one list per unbroken part. @param {string} path */
const partsOf = (path) => path.split("M").filter(Boolean)
  .map((part) => part.split("L").map((corner) => corner.trim().split(" ").map(Number)));

/**
 * The height and the slope of a curve above x, as drawn; null where the curve has no value.
 * @param {string} path @param {number} x
 */
export function alongPath(path, x) {
  for (const part of partsOf(path)) {
    const right = part.findIndex(([corner]) => corner >= x);
    if (right < 0 || part[0][0] > x) continue;
    const [[xa, ya], [xb, yb]] = right ? [part[right - 1], part[right]] : [part[0], part[1] ?? part[0]];
    const slope = xb > xa ? (yb - ya) / (xb - xa) : 0;
    return { y: ya + slope * (x - xa), slope };
  }
  return null;
}

/** The ends of a tangent of that drawn length. @param {number} x @param {{ y: number, slope: number }} at @param {number} length */
export function tangentAt(x, { y, slope }, length) {
  const across = length / 2 / Math.hypot(1, slope), down = across * slope;
  return { x1: x - across, y1: y - down, x2: x + across, y2: y + down };
}
