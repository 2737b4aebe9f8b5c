// A drag in a picture that a finger can scroll past: what is under a mouse moves at once, what is under a finger once it
// moves sideways, or where it taps; a finger that scrolls moves nothing.

const SIDEWAYS = 6; // px

/**
 * @typedef {object} Drag
 * @property {(event: PointerEvent) => boolean} take whether something is taken at this place
 * @property {(event: PointerEvent) => void} move
 * @property {(moved: boolean) => void} end it is let go, or was only scrolled past
 */

/** @param {Drag} drag */
export function mountDragging({ take, move, end }) {
  /** @type {{x: number, y: number, moved: boolean} | null} */
  let held = null;

  document.addEventListener("pointerdown", (event) => {
    if (event.button || !take(event)) return;
    event.preventDefault();
    held = { x: event.clientX, y: event.clientY, moved: event.pointerType !== "touch" };
    if (held.moved) move(event);
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const x = Math.abs(event.clientX - held.x), y = Math.abs(event.clientY - held.y);
    held.moved ||= x > SIDEWAYS && x > y;
    if (held.moved) move(event);
  });
  document.addEventListener("pointerup", (event) => {
    if (!held) return;
    if (!held.moved) move(event); // a tap
    held = null;
    end(true);
  });
  document.addEventListener("pointercancel", () => {
    if (!held) return;
    const { moved } = held;
    held = null;
    end(moved);
  });
}
