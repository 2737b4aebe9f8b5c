// Buttons with aria-disabled stay in the order of the keyboard and explain themselves, but they cannot be pressed.

/** @param {(button: HTMLButtonElement) => boolean} refuse called for a press; true where it is to have no effect */
export function mountDisabledButtons(refuse) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('button[aria-disabled="true"]');
    if (!button || !refuse(button)) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
