// The width of the window decides how the workbench is drawn; the projector is chosen by its key or its address.

import { choose } from "./preferences.js";

const IDLE = 3000; // ms until pointer and focus are hidden on the projector
export const SETTLE = 150; // ms in which a window may still be dragged

/** The view for a window of that width. @param {number} width px */
export const viewFor = (width) => (width < 820 ? "phone" : width >= 1600 ? "wide" : "desk");

const STEP = { width: 40, height: 20 }; // px: rooms that differ by less share a drawing

/** A room for the drawing as the server reads it. @param {number} width px @param {number} height px */
export const roomFor = (width, height) =>
  `${Math.floor(width / STEP.width) * STEP.width}x${Math.floor(height / STEP.height) * STEP.height}`;

/** The room that the page has for the drawing. */
function room() {
  const { clientWidth = 0, clientHeight = 0 } = document.querySelector(".diagram-place") ?? {};
  return roomFor(clientWidth, clientHeight);
}

/** Call a function when the size of the window has settled. @param {() => void} settled */
export function onResize(settled) {
  let timer = 0;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(settled, SETTLE);
  });
}

/** Keep a view in the address, where it is the projector's, or else for the next page. @param {string} view */
function keep(view) {
  const address = new URL(location.href), isProjector = view === "projector";
  if (isProjector) address.searchParams.set("view", view);
  else address.searchParams.delete("view");
  history.replaceState(null, "", address);
  if (isProjector) document.documentElement.dataset.view = view;
  else choose("view", view);
}

/** Whether an event is of a pointer that has moved: browsers also report one that lies still over what is drawn again. */
export function moves() {
  let last = "";
  return (/** @type {Event} */ event) => {
    if (event.type !== "pointermove") return true;
    const { screenX, screenY, movementX, movementY } = /** @type {PointerEvent} */ (event);
    const before = last;
    last = `${screenX} ${screenY}`;
    return before ? before !== last : movementX !== 0 || movementY !== 0;
  };
}

/** On the projector, hide pointer, focus and buttons while nobody moves; the buttons are for who points or touches. @param {() => boolean} projecting */
function mountIdle(projecting) {
  const root = document.documentElement, isMove = moves();
  let timer = 0;
  const rest = () => {
    root.classList.add("idle");
    root.classList.remove("pointed");
  };
  const stir = (/** @type {Event} */ event) => {
    if (!isMove(event)) return;
    const { type } = event;
    clearTimeout(timer);
    root.classList.remove("idle");
    if (type !== "focusin") root.classList.toggle("pointed", type.startsWith("pointer"));
    if (projecting()) timer = setTimeout(rest, IDLE);
  };
  for (const event of ["pointermove", "pointerdown", "keydown", "focusin"]) document.addEventListener(event, stir);
  stir(new Event("load"));
}

/**
 * @param {(values: {view: string, room?: string}) => void} look requests the workbench in another view or room
 * @param {() => string} drawn the room that it is drawn for
 */
export function mountView(look, drawn) {
  const root = document.documentElement;
  const projecting = () => root.dataset.view === "projector";
  /** @param {string} view */
  const show = (view) => {
    if (view === root.dataset.view) return;
    keep(view);
    look({ view });
  };
  const update = () => {
    const view = projecting() ? "projector" : viewFor(window.innerWidth);
    if (projecting() || (view === root.dataset.view && room() === drawn())) return;
    const values = { view, room: room() };
    choose("room", values.room);
    keep(view);
    look(values);
  };
  onResize(update);
  // letters that come late change the height of the dock, and so the room: what is measured before is drawn twice
  if (viewFor(window.innerWidth) === root.dataset.view) room(); // lays out the page, which then asks for its letters
  else update();
  document.fonts.ready.then(update);
  mountIdle(projecting);
  return { projecting, update, toggle: () => show(projecting() ? viewFor(window.innerWidth) : "projector") };
}
