// Elements of SVG that exist only while something moves, and the tracks that pulses run on.

import { track } from "./pulse.js";

/** @typedef {import("./pulse.js").Track} Track */
/** @typedef {Record<string, string | number>} Attributes */

const SVG = "http://www.w3.org/2000/svg";
const MOST_TRACKS = 1000;

/** @template {Element} T @param {T} element @param {Attributes} attributes @returns {T} */
export function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** An SVG element with attributes. @param {string} name @param {Attributes} attributes @returns {SVGElement} */
export const shape = (name, attributes = {}) => set(document.createElementNS(SVG, name), attributes);

/** The track along an edge, measured once for each form of it. @type {Map<string, Track>} */
const tracks = new Map();

/** @param {SVGPathElement} path @returns {Track} */
export function trackOf(path) {
  const d = path.getAttribute("d") ?? "";
  const known = tracks.get(d);
  if (known) return known;
  if (tracks.size >= MOST_TRACKS) tracks.clear();
  const measured = track(d, () => path);
  tracks.set(d, measured);
  return measured;
}
