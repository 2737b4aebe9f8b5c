// The numbers of a drawing as the arrow keys walk them: the next one in a direction.

/** @typedef {[number, number]} Vector */

/** @param {Element} element @returns {Vector} */
const middleOf = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};

/**
 * How far another place is in a direction, sideways counting double; Infinity where it is not in that direction.
 * @param {Vector} from @param {Vector} to @param {Vector} direction
 */
export function reach([x, y], [ox, oy], [dx, dy]) {
  const ahead = (ox - x) * dx + (oy - y) * dy, aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
  return ahead < 2 || aside > ahead * 2 ? Infinity : ahead + 2 * aside;
}

/**
 * The nearest element in a direction.
 * @template {Element} T @param {T} from @param {T[]} all @param {Vector} direction @returns {T | null}
 */
export function nearest(from, all, direction) {
  const start = middleOf(from);
  /** @type {{element: T | null, far: number}} */
  let best = { element: null, far: Infinity };
  for (const element of all) {
    const far = element === from ? Infinity : reach(start, middleOf(element), direction);
    if (far < best.far) best = { element, far };
  }
  return best.element;
}
