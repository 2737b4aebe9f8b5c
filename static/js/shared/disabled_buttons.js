// Buttons with aria-disabled can be focused and explain themselves, but they cannot be pressed.

import { around } from "./dom.js";

/** @param {(button: HTMLElement) => boolean} refuse called for a press; true where it must have no effect */
export function mountDisabledButtons(refuse) {
  document.addEventListener("click", (event) => {
    const button = around(event, 'button[aria-disabled="true"]');
    if (!button || !refuse(button)) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
