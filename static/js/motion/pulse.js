// The outline of one pulse: a drop that runs along an edge, its round head in front, its tail narrowing behind it. A
// positive one is solid, a negative one is cut into slices. Pure geometry: samples in, the text of a path out.

/** The length of the tail as a part of the edge. */
export const TAIL = 0.45;
const TIP = 0.3; // width of the tail's end as a part of the head's
const SLICE = 7, GAP = 3.5, STEP = 5;

/**
 * @typedef {{length: number, points: {x: number, y: number}[]}} Track an edge as points at equal distances
 */

const CUBIC = /^M ?(-?[\d.]+)[ ,](-?[\d.]+) ?C ?(-?[\d.]+)[ ,](-?[\d.]+)[ ,]+(-?[\d.]+)[ ,](-?[\d.]+)[ ,]+(-?[\d.]+)[ ,](-?[\d.]+)$/;
const FINE = 64, EACH = 6; // pieces that a curve is measured in; px between the points that are kept

/**
 * Points every few pixels of a path. One cubic, as every edge is, is measured here: the browser takes 100 ms for 64.
 * @param {string} d @param {() => SVGPathElement} path for any other form @returns {Track}
 */
export function track(d, path) {
  const [, ...numbers] = (CUBIC.exec(d) ?? []).map(Number);
  if (numbers.length) return even(Array.from({ length: FINE + 1 }, (_, index) => cubic(numbers, index / FINE)));
  const element = path(), length = element.getTotalLength(), count = Math.max(2, Math.ceil(length / EACH));
  return { length, points: Array.from({ length: count + 1 }, (_, index) => element.getPointAtLength((length * index) / count)) };
}

function cubic([ax, ay, bx, by, cx, cy, dx, dy], t) {
  const s = 1 - t, a = s ** 3, b = 3 * s * s * t, c = 3 * s * t * t, d = t ** 3;
  return { x: a * ax + b * bx + c * cx + d * dx, y: a * ay + b * by + c * cy + d * dy };
}

/** The same line with its points at equal distances. */
function even(line) {
  const far = [0];
  for (let index = 1; index < line.length; index++) {
    far.push(far[index - 1] + Math.hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y));
  }
  const length = far.at(-1), count = Math.max(2, Math.ceil(length / EACH));
  let before = 0;
  const points = Array.from({ length: count + 1 }, (_, index) => {
    const wanted = (length * index) / count;
    while (before < far.length - 2 && far[before + 1] < wanted) before++;
    const rest = (wanted - far[before]) / (far[before + 1] - far[before] || 1), a = line[before], b = line[before + 1];
    return { x: a.x + (b.x - a.x) * rest, y: a.y + (b.y - a.y) * rest };
  });
  return { length, points };
}

/** The same way in the other direction. @param {Track} way @returns {Track} */
export const reversed = (way) => ({ length: way.length, points: [...way.points].reverse() });

/** The point at a distance from the start, and the unit normal there. @param {Track} way */
export function at(way, distance) {
  const last = way.points.length - 1;
  const place = (Math.min(Math.max(distance, 0), way.length) / way.length) * last;
  const index = Math.min(Math.floor(place), last - 1), rest = place - index;
  const a = way.points[index], b = way.points[index + 1];
  const dx = b.x - a.x, dy = b.y - a.y, size = Math.hypot(dx, dy) || 1;
  return { x: a.x + dx * rest, y: a.y + dy * rest, nx: -dy / size, ny: dx / size };
}

/**
 * Where the pulse lies when its head has come `head` of the way (0 … 1); beyond 1 the tail runs up to the head.
 * @returns {[number, number]} its tail's end and its head, as parts of the way
 */
export const span = (head) => [Math.min(1, Math.max(0, head - TAIL)), Math.min(1, head)];

/**
 * The path's `d`, or "" where nothing is to be seen.
 * @param {Track} way
 * @param {number} head how far the head has come, 0 … 1 (up to 1 + TAIL while the tail runs in)
 * @param {number} width of the head, px
 * @param {boolean} sliced a negative value
 */
export function outline(way, head, width, sliced) {
  const [from, to] = span(head).map((part) => part * way.length);
  if (head <= 0 || head >= 1 + TAIL || !(width > 0)) return "";
  const tail = TAIL * way.length;
  const half = (s) => (width / 2) * (TIP + (1 - TIP) * Math.max(0, 1 - (head * way.length - s) / tail));
  return ribbon(way, from, to, half, sliced) + circle(at(way, to), half(to));
}

/** A band along a stretch of the way, solid or cut into slices from its end on. @param {(s: number) => number} half its half width */
export function ribbon(way, from, to, half, sliced) {
  if (!sliced) return band(way, from, to, half);
  let text = "";
  for (let end = to; end > from; end -= SLICE + GAP) text += band(way, Math.max(from, end - SLICE), end, half);
  return text;
}

function band(way, from, to, half) {
  const count = Math.max(1, Math.ceil((to - from) / STEP)), left = [], right = [];
  for (let index = 0; index <= count; index++) {
    const s = from + ((to - from) * index) / count, { x, y, nx, ny } = at(way, s), h = half(s);
    left.push(`${short(x + nx * h)} ${short(y + ny * h)}`);
    right.unshift(`${short(x - nx * h)} ${short(y - ny * h)}`);
  }
  return `M${left.join("L")}L${right.join("L")}Z`;
}

function circle({ x, y }, r) {
  const arc = `${short(r)} ${short(r)} 0 1 0`;
  return `M${short(x - r)} ${short(y)}A${arc} ${short(x + r)} ${short(y)}A${arc} ${short(x - r)} ${short(y)}Z`;
}

function short(value) {
  return Math.round(value * 10) / 10;
}
