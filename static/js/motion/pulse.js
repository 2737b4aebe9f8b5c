// The outline of one pulse: a drop that runs along an edge, its round head in front, its tail narrowing behind it. A
// positive one is solid, a negative one is cut into slices. Pure geometry: samples in, the text of a path out.

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{length: number, points: Point[]}} Track an edge as points at equal distances */

/** The length of the tail as a part of the edge. */
export const TAIL = 0.45;
const TIP = 0.3; // width of the tail's end as a part of the head's
const SLICE = 7, GAP = 3.5, STEP = 5;

const POINT = "(-?[\\d.]+)[ ,](-?[\\d.]+)";
const CUBIC = new RegExp(`^M ?${POINT} ?C ?${POINT}[ ,]+${POINT}[ ,]+${POINT}$`);
const FINE = 64, EACH = 6; // pieces that a curve is measured in; px between the points that are kept

/** How many pieces of about EACH px a length has. @param {number} length */
const pieces = (length) => Math.max(2, Math.ceil(length / EACH));

/**
 * Points in equal steps from the start to the end.
 * @param {number} count of steps @param {number} end @param {(distance: number) => Point} pointAt
 */
const sampled = (count, end, pointAt) =>
  Array.from({ length: count + 1 }, (_, index) => pointAt((end * index) / count));

/**
 * Points every few pixels of a path. A single cubic, as every edge is, is measured here: the browser takes 100 ms for
 * 64 of them.
 * @param {string} d @param {() => SVGPathElement} path for any other form @returns {Track}
 */
export function track(d, path) {
  const [, ...numbers] = (CUBIC.exec(d) ?? []).map(Number);
  if (numbers.length) return even(sampled(FINE, 1, (t) => cubic(numbers, t)));
  const element = path(), length = element.getTotalLength();
  return { length, points: sampled(pieces(length), length, (distance) => element.getPointAtLength(distance)) };
}

/** A point of a cubic Bézier curve. @param {number[]} numbers the coordinates of its four points @param {number} t */
function cubic([ax, ay, bx, by, cx, cy, dx, dy], t) {
  const s = 1 - t, a = s ** 3, b = 3 * s * s * t, c = 3 * s * t * t, d = t ** 3;
  return { x: a * ax + b * bx + c * cx + d * dx, y: a * ay + b * by + c * cy + d * dy };
}

/** The distance of each point of a line from its start. @param {Point[]} line */
function distances(line) {
  const far = [0];
  for (let index = 1; index < line.length; index++) {
    far.push(far[index - 1] + Math.hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y));
  }
  return far;
}

/** The same line with its points at equal distances. @param {Point[]} line @returns {Track} */
function even(line) {
  const far = distances(line), length = far[far.length - 1];
  let before = 0;
  const points = sampled(pieces(length), length, (wanted) => {
    while (before < far.length - 2 && far[before + 1] < wanted) before++;
    const rest = (wanted - far[before]) / (far[before + 1] - far[before] || 1), a = line[before], b = line[before + 1];
    return { x: a.x + (b.x - a.x) * rest, y: a.y + (b.y - a.y) * rest };
  });
  return { length, points };
}

/** The same track in the other direction. @param {Track} way @returns {Track} */
export const reversed = (way) => ({ length: way.length, points: [...way.points].reverse() });

/** A part of a track, between two distances from its start. @param {Track} way @param {number} from @param {number} to */
export function stretch(way, from, to) {
  const length = Math.max(to - from, 1);
  return { length, points: sampled(pieces(length), length, (distance) => at(way, from + distance)) };
}

/** How far along a track the point is that is nearest to a place. @param {Track} way @param {Point} place */
export function nearest(way, { x, y }) {
  const far = way.points.map((point) => Math.hypot(point.x - x, point.y - y));
  return (way.length * far.indexOf(Math.min(...far))) / (way.points.length - 1);
}

/** The point at a distance from the start, and the unit normal there. @param {Track} way @param {number} distance */
export function at(way, distance) {
  const last = way.points.length - 1;
  const place = (Math.min(Math.max(distance, 0), way.length) / way.length) * last;
  const index = Math.min(Math.floor(place), last - 1), rest = place - index;
  const a = way.points[index], b = way.points[index + 1];
  const dx = b.x - a.x, dy = b.y - a.y, size = Math.hypot(dx, dy) || 1;
  return { x: a.x + dx * rest, y: a.y + dy * rest, nx: -dy / size, ny: dx / size };
}

/**
 * Where the pulse is when its head has come `head` of the way (0 … 1); beyond 1 the tail catches up with the head.
 * @param {number} head
 * @returns {[number, number]} its tail's end and its head, as parts of the way
 */
export const span = (head) => [Math.min(1, Math.max(0, head - TAIL)), Math.min(1, head)];

/**
 * The path's `d`, or "" where nothing is visible.
 * @param {Track} way
 * @param {number} head how far the head has come, 0 … 1 (up to 1 + TAIL while the tail runs in)
 * @param {number} width of the head, px
 * @param {boolean} sliced a negative value
 */
export function outline(way, head, width, sliced) {
  const [from, to] = span(head).map((part) => part * way.length);
  if (head <= 0 || head >= 1 + TAIL || !(width > 0)) return "";
  const tail = TAIL * way.length;
  const thickness = (/** @type {number} */ s) => Math.max(0, 1 - (head * way.length - s) / tail); // 1 at the head
  const half = (/** @type {number} */ s) => (width / 2) * (TIP + (1 - TIP) * thickness(s));
  return ribbon(way, from, to, half, sliced) + circle(at(way, to), half(to));
}

/**
 * The whole way at the width of a pulse, with the head of an arrow where it ends.
 * @param {Track} way @param {number} width @param {boolean} sliced a negative value
 */
export function arrow(way, width, sliced) {
  const half = width / 2, head = Math.min(half + 5, way.length / 2), tip = at(way, way.length);
  const { x, y, nx, ny } = at(way, way.length - 2 * head), side = half + 5;
  // drawn round the same way as the band: where they overlap, nothing is left open
  const corners = [tip, { x: x - nx * side, y: y - ny * side }, { x: x + nx * side, y: y + ny * side }];
  const triangle = corners.map((corner) => `${short(corner.x)} ${short(corner.y)}`).join("L");
  return `${ribbon(way, 0, way.length - 1.9 * head, () => half, sliced)}M${triangle}Z`;
}

/**
 * A band along a stretch of the way, solid or cut into slices from its end on.
 * @param {Track} way @param {number} from @param {number} to
 * @param {(s: number) => number} half its half width @param {boolean} sliced
 */
export function ribbon(way, from, to, half, sliced) {
  if (!sliced) return band(way, from, to, half);
  let text = "";
  for (let end = to; end > from; end -= SLICE + GAP) text += band(way, Math.max(from, end - SLICE), end, half);
  return text;
}

/** @param {Track} way @param {number} from @param {number} to @param {(s: number) => number} half */
function band(way, from, to, half) {
  const count = Math.max(1, Math.ceil((to - from) / STEP)), left = [], right = [];
  for (let index = 0; index <= count; index++) {
    const s = from + ((to - from) * index) / count, { x, y, nx, ny } = at(way, s), h = half(s);
    left.push(`${short(x + nx * h)} ${short(y + ny * h)}`);
    right.unshift(`${short(x - nx * h)} ${short(y - ny * h)}`);
  }
  return `M${left.join("L")}L${right.join("L")}Z`;
}

/** @param {Point} centre @param {number} r */
function circle({ x, y }, r) {
  const arc = `${short(r)} ${short(r)} 0 1 0`;
  return `M${short(x - r)} ${short(y)}A${arc} ${short(x + r)} ${short(y)}A${arc} ${short(x - r)} ${short(y)}Z`;
}

/** @param {number} value */
function short(value) {
  return Math.round(value * 10) / 10;
}
