// Buttons that copy a text, of an element on the page or from an address of the program, and confirm that they did.

import { around } from "./dom.js";

const CONFIRMED = 1500; // ms

export function mountCopyButtons() {
  document.addEventListener("click", async (event) => {
    const button = around(event, "button[data-copies]");
    if (!button) return;
    const text = await textFrom(button.dataset.copies ?? "").catch(() => null);
    if (text && (await copied(text))) confirm(button);
  });
}

/** @param {string} source a selector of an element, or a path */
async function textFrom(source) {
  if (source.startsWith("/")) {
    const answer = await fetch(source);
    return answer.ok ? answer.text() : null;
  }
  const element = /** @type {HTMLElement | null} */ (document.querySelector(source));
  return element && (element.dataset.text ?? element.innerText);
}

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text); // there is no clipboard on a plain-HTTP host
  }
}

/** Do as a user would: select the text and copy the selection. @param {string} text */
function copiedByHand(text) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement), area = document.createElement("textarea");
  area.className = "visually-hidden";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

/** @param {HTMLElement} button */
function confirm(button) {
  if (button.classList.contains("copied")) return; // it still says so
  const label = button.getAttribute("aria-label");
  button.classList.add("copied");
  if (button.dataset.done) button.setAttribute("aria-label", button.dataset.done);
  setTimeout(() => {
    button.classList.remove("copied");
    if (label) button.setAttribute("aria-label", label);
  }, CONFIRMED);
}
