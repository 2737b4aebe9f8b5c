// The position of the run, as the page states it. What the server has rendered is the only state of the page.

import { byId } from "./dom.js";

/**
 * @typedef {object} Place
 * @property {number} iteration counted from 0
 * @property {number} stage stages of this iteration that are revealed, 0 … count
 * @property {number} count stages of one iteration
 * @property {number} version of the session; 0 before there is one
 * @property {string} kind of that last stage: weighted_input, activation, cost, error, derivative, update or start
 * @property {number} layer of the last stage revealed; 0 where it has none
 * @property {number} depth layers of weights
 */

export const workbench = () => byId("workbench");

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

/** The position on screen. */
export const here = () => placeOf(workbench());

/**
 * The number of stages from one position to another; the end of an iteration and the start of the next are the same.
 * @param {Place} from @param {Place} to
 */
export const distance = (from, to) => (to.iteration - from.iteration) * to.count + to.stage - from.stage;

/** The number of stages revealed since the beginning. @param {Place} place */
export const walked = (place) => place.iteration * place.count + place.stage;
