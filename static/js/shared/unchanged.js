// The htmx extension `unchanged`: a morph passes over what is the same, without looking at its attributes one by one.

/** @typedef {{oldNode: Element, newNode: Element}} Pair what is on the page, and what the answer has in its place */

/** `isEqualNode` does not see what a template holds. @param {Element} node */
const isComparable = (node) => node.localName !== "template" && !node.querySelector("template");

/** The extension, as htmx.registerExtension accepts it. */
export const unchanged = {
  /** @param {Element} oldNode @param {Pair} detail @returns {boolean} whether there is something to change */
  htmx_before_morph_node: (oldNode, { newNode }) => !(oldNode.isEqualNode(newNode) && isComparable(newNode)),
};
