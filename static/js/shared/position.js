// Where the run stands, as the page says it. The server's words are the only state of the page.

/**
 * @typedef {object} Place
 * @property {number} iteration counted from 0
 * @property {number} stage stages of this iteration that are revealed, 0 … count
 * @property {number} count stages of one iteration
 * @property {number} version of the session; 0 before there is one
 * @property {string} kind of the last stage revealed: weighted_input, activation, cost, error, derivative, update, start
 * @property {number} layer of the last stage revealed; 0 where it has none
 * @property {number} depth layers of weights
 */

export const workbench = () => document.getElementById("workbench");

/** @param {HTMLElement} element the workbench @returns {Place} */
export function placeOf(element) {
  const { iteration, stageIndex, count, version, stageKind, layer, depth } = element.dataset;
  return {
    iteration: Number(iteration),
    stage: Number(stageIndex),
    count: Number(count),
    version: Number(version),
    kind: stageKind || "start",
    layer: Number(layer) || 0,
    depth: Number(depth),
  };
}

/** How many stages lie between two places; the end of an iteration and the start of the next are one place. */
export const distance = (from, to) => (to.iteration - from.iteration) * to.count + to.stage - from.stage;

/** How many stages have been revealed since the beginning. */
export const walked = (place) => place.iteration * place.count + place.stage;
