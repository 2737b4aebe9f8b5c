// Parts that an answer leaves out, because the page has them already: the morph keeps the page's own.

/** @param {object} htmx */
export function keepSame(htmx) {
  htmx.registerExtension("same", {
    htmx_before_morph_node: (_element, { newNode }) => !newNode.hasAttribute?.("data-same"),
  });
}
