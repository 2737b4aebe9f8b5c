// The drawing by its names: where the scripts find a unit, a number, an edge, and the room each takes.

/** @typedef {{x: number, y: number, width: number, height: number}} Box in units of the drawing */

export const diagram = () => document.getElementById("diagram");

/** The numbers of a quantity in a layer. @returns {SVGGElement[]} */
export const numbers = (svg, quantity, layer) =>
  [...svg.querySelectorAll(`.number[data-q^="${quantity}.${layer ? `${layer}.` : ""}"]`)];

/** One number by its key. */
export const number = (svg, key) => svg.querySelector(`#${CSS.escape(`n-${key}`)}`);

/** The units of a layer. */
export const units = (svg, layer) => [...svg.querySelectorAll(`[id^="unit-${layer}-"]`)];

/** The edges of the gap that the stage uses. */
export const activeEdges = (svg) => [...svg.querySelectorAll("path.edge.active")];

/** What flows along an edge: its sign, its width on screen, its ends. */
export function flowOf(edge) {
  const [, layer, input, unit] = edge.id.split("-").map(Number);
  return { edge, layer, input, unit, width: Number(edge.dataset.pulse) || 0, negative: Number(edge.dataset.flow) < 0 };
}

/** The room an element takes. @param {SVGSVGElement} svg @returns {Box} */
export function boxOf(svg, element) {
  const { left, top, right, bottom } = element.getBoundingClientRect(), out = svg.getScreenCTM().inverse();
  const a = new DOMPoint(left, top).matrixTransform(out), b = new DOMPoint(right, bottom).matrixTransform(out);
  return { x: a.x, y: a.y, width: b.x - a.x, height: b.y - a.y };
}

export const centre = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
