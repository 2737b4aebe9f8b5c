// Where the explanation of a number stands: in free space beside it, over nothing that it speaks of.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const GAP = 26; // px between the number and its explanation, room for the line that joins them

const over = (a, b) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const inside = (box, room) =>
  box.x >= room.x && box.y >= room.y && box.x + box.width <= room.x + room.width && box.y + box.height <= room.y + room.height;

/** The places in the order in which they are liked: right above, right below, left above, left below, then along the sides. */
function places(number, { width, height }, room) {
  const right = number.x + number.width + GAP, left = number.x - GAP - width;
  const above = number.y + number.height / 2 - height - 8, below = number.y + number.height / 2 + 8;
  const level = number.y + number.height / 2 - height / 2;
  const kept = (y) => Math.min(Math.max(y, room.y), room.y + room.height - height);
  const rows = [[right, above], [right, below], [left, above], [left, below], [right, level], [left, level]];
  const centred = Math.min(Math.max(number.x + number.width / 2 - width / 2, room.x), room.x + room.width - width);
  return [
    ...rows,
    ...rows.map(([x, y]) => [x, kept(y)]),
    [centred, number.y - GAP - height],
    [centred, number.y + number.height + GAP],
    [room.x + room.width - width, room.y],
    [room.x + room.width - width, room.y + room.height - height],
    [room.x, room.y],
    [room.x, room.y + room.height - height],
  ].map(([x, y]) => ({ x, y, width, height }));
}

/**
 * @param {Box} number what is explained
 * @param {{width: number, height: number}} size of the explanation
 * @param {Box} room where it may stand
 * @param {Box[]} kept what it must not cover: operands, cells of the current stage
 * @returns {Box | null} null where there is no free place
 */
export function placed(number, size, room, kept) {
  const clear = [number, ...kept];
  return places(number, size, room).find((box) => inside(box, room) && clear.every((other) => over(box, other) === 0)) ?? null;
}

/** The ends of the line that joins the two: the nearest points of their borders. */
export function joint(number, box) {
  const near = (low, high, value) => Math.min(Math.max(value, low), high);
  const to = {
    x: near(box.x, box.x + box.width, number.x + number.width / 2),
    y: near(box.y, box.y + box.height, number.y + number.height / 2),
  };
  const from = { x: near(number.x, number.x + number.width, to.x), y: near(number.y, number.y + number.height, to.y) };
  return { from, to };
}
