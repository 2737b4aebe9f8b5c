// A light that runs along an edge of a network.

export const EASE = "cubic-bezier(.3,.05,.2,1)";

/**
 * Let a light run along an edge, forward or back; outside its time it is outside the edge.
 * @param {HTMLElement} edge @param {boolean} back @param {{duration: number, delay: number}} when in ms
 */
export function run(edge, back, when) {
  const light = /** @type {SVGPathElement} */ (/** @type {unknown} */ (edge.cloneNode()));
  light.removeAttribute("id");
  light.setAttribute("class", `flow${back ? " back" : ""}`);
  light.setAttribute("pathLength", "1");
  edge.after(light);
  const start = { strokeDasharray: "0.15 2", strokeDashoffset: back ? "-1" : "0.15" };
  const end = { strokeDasharray: "0.15 2", strokeDashoffset: back ? "0.15" : "-1" };
  const animation = light.animate([start, end], { ...when, easing: EASE, fill: /** @type {const} */ ("both") });
  animation.finished.then(() => light.remove(), () => light.remove());
  return animation;
}
