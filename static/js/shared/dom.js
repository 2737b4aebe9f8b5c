// Lookups on the page, with their types: an element that must be there, or one that may be.

/** @typedef {HTMLElement | SVGElement} Shown an element on the page, of HTML or of a drawing */

/**
 * The element with an id.
 * @param {string} id @returns {HTMLElement} @throws {Error} where the page has none
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** The form with an id. @param {string} id */
export const formById = (id) => /** @type {HTMLFormElement} */ (byId(id));

/**
 * The first element that matches.
 * @param {string} selector @param {ParentNode} within @returns {HTMLElement} @throws {Error} where none does
 */
export function one(selector, within = document) {
  const element = /** @type {HTMLElement | null} */ (within.querySelector(selector));
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** All elements that match. @param {string} selector @param {ParentNode} within @returns {HTMLElement[]} */
export const all = (selector, within = document) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector))];

/**
 * What an event happened on, or the nearest element around it, that matches.
 * @param {Event} event @param {string} selector
 */
export const around = ({ target }, selector) =>
  /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(selector) : null);
