// The picture of a lesson plays once while the pointer is on it or the link has the focus: what happens in it happens
// again, one mark after the other. What it happens to (boxes, axes, edges) stays.

import { all } from "../../shared/dom.js";
import { reduced, speed } from "../../shared/preferences.js";
import { EASE } from "../kit/lights.js";

const WHOLE = 1100, MARK = 420; // ms at speed 1: until the last mark begins, and how long one takes

const LINES = ".curve, .tangent, .back, .bracket, .missing, .factor";
const BARS = ".lane.bar, .lit";
const POINTS = ".point, .stop, .error-dot, .alarm, .still, .runner, .own, .lit-edge, .truth, .truth + text, .strong";

/** How each kind of mark appears. @type {[string, Keyframe[]][]} */
const MOTIONS = [
  [LINES, [{ strokeDasharray: "1 1", strokeDashoffset: 1 }, { strokeDasharray: "1 1", strokeDashoffset: 0 }]],
  [BARS, [{ clipPath: "inset(0 100% 0 0)" }, { clipPath: "inset(0)" }]],
  [POINTS, [{ opacity: 0 }, { opacity: 1 }]],
];

/** @param {Element} picture */
function play(picture) {
  if (reduced() || picture.getAnimations({ subtree: true }).length > 0) return;
  const marks = [...picture.querySelectorAll(MOTIONS.map(([kinds]) => kinds).join())];
  marks.forEach((mark, place) => {
    const [, frames = []] = MOTIONS.find(([kinds]) => mark.matches(kinds)) ?? [];
    const when = { duration: MARK / speed(), delay: ((place / marks.length) * WHOLE) / speed() };
    if (mark.matches(LINES)) mark.setAttribute("pathLength", "1");
    const still = () => mark.removeAttribute("pathLength"); // the dashes of a line are then as they were
    mark.animate(frames, { ...when, easing: EASE, fill: "backwards" }).finished.then(still, still);
  });
}

export function mountThumbnails() {
  for (const link of all(".node > a")) {
    const picture = link.querySelector(".thumbnail");
    for (const event of ["pointerenter", "focus"]) link.addEventListener(event, () => picture && play(picture));
  }
}
