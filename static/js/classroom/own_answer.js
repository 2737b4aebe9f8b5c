// The own answer to the question on the screens: what is typed there is not taken away by what is pushed.

/** @typedef {{target: Element, fragment: DocumentFragment}} Task */

/**
 * Whether a push would take away the form of the question that it is about: it is open already, with what was typed and
 * why it was refused; or it was opened again, to change what was sent.
 * @param {Task} task
 */
export function wouldInterrupt({ target, fragment }) {
  const fresh = /** @type {HTMLElement | null} */ (fragment.querySelector("#own"));
  if (!(target instanceof HTMLElement) || !fresh || !target.querySelector("#own-answering")) return false;
  if (fresh.dataset.asked !== target.dataset.asked) return false;
  return Boolean(fresh.querySelector("#own-answering")) || (fresh.matches(".sent") && target.hasAttribute("data-changes"));
}
