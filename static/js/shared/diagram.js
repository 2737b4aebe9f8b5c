// The diagram by its names: where the scripts find a unit, a number or an edge, and the space each takes.

/** @typedef {{x: number, y: number, width: number, height: number}} Box in units of the diagram */
/**
 * What an edge carries: its value, its sign, its width on screen; and the ends of the edge.
 * @typedef {object} Flow
 * @property {SVGPathElement} edge
 * @property {number} layer
 * @property {number} input
 * @property {number} unit
 * @property {number} value
 * @property {number} width
 * @property {boolean} negative
 */

/** The diagram of the page; null where it has none. */
export const diagram = () => /** @type {SVGSVGElement | null} */ (document.querySelector("svg#diagram"));

/** @template {SVGElement} T @param {ParentNode} within @param {string} selector @returns {T[]} */
const all = (within, selector) => [.../** @type {NodeListOf<T>} */ (within.querySelectorAll(selector))];

/**
 * The numbers of a quantity, of all layers or of one.
 * @param {SVGSVGElement} svg @param {string} quantity @param {number} [layer] @returns {SVGGElement[]}
 */
export const numbers = (svg, quantity, layer) =>
  all(svg, `.number[data-quantity="${quantity}"]${layer ? `[data-layer="${layer}"]` : ""}`);

/** One number by its key. @param {SVGSVGElement} svg @param {string} key */
export const number = (svg, key) => /** @type {SVGGElement | null} */ (svg.querySelector(`#${CSS.escape(`n-${key}`)}`));

/** The units of a layer. @param {SVGSVGElement} svg @param {number} layer @returns {SVGGElement[]} */
export const units = (svg, layer) => all(svg, `[id^="unit-${layer}-"]`);

/** The edges. @param {SVGSVGElement} svg @returns {SVGPathElement[]} */
export const edges = (svg) => all(svg, "path.edge");

/** The edges that the current stage uses. @param {SVGSVGElement} svg @returns {SVGPathElement[]} */
export const activeEdges = (svg) => all(svg, "path.edge.active");

/** What flows along an edge. @param {SVGPathElement} edge @returns {Flow} */
export function flowOf(edge) {
  const [, layer, input, unit] = edge.id.split("-").map(Number), value = Number(edge.dataset.flow) || 0;
  return { edge, layer, input, unit, value, width: Number(edge.dataset.pulse) || 0, negative: value < 0 };
}

/** The element that shows a number's value: its text, its bar, or all of it. @param {Element} shown */
export const valueOf = (shown) => shown.querySelector(".value") ?? shown;

/** What a number shows; a bar says it on hover. @param {Element} shown */
export const textOf = (shown) => shown.querySelector("text.value, title")?.textContent ?? "";

/** The space that an element takes. @param {SVGSVGElement} svg @param {Element} element @returns {Box} */
export function boxOf(svg, element) {
  const { left, top, right, bottom } = element.getBoundingClientRect(), toDiagram = svg.getScreenCTM()?.inverse();
  const a = new DOMPoint(left, top).matrixTransform(toDiagram);
  const b = new DOMPoint(right, bottom).matrixTransform(toDiagram);
  return { x: a.x, y: a.y, width: b.x - a.x, height: b.y - a.y };
}

/** @param {Box} box */
export const centre = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
