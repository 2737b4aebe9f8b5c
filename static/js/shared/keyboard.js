// Keyboard shortcuts: one table of keys, which do nothing while somebody types.

import { recall, remember } from "./storage.js";

/** Whether a key has a letter, by what it types or, on a layout without Latin letters, by its place. */
const isLetter = (/** @type {string} */ letter, /** @type {string} */ key, /** @type {string} */ code) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/[a-z]/i.test(key));

/** The command of each key: an action of the transport, or something of the page. @type {Record<string, string>} */
const COMMANDS = {
  ArrowRight: "step",
  ArrowLeft: "back",
  " ": "play",
  f: "forward",
  b: "backward",
  u: "update",
  r: "restart",
  n: "redraw",
  p: "practice",
  h: "hint",
  q: "ask",
  e: "explore",
  o: "projector",
  "?": "help",
  Home: "first",
  End: "last",
  Escape: "escape",
  // what presenters send
  PageDown: "next",
  PageUp: "previous",
  ".": "play",
};

const REPEAT = 160; // ms: a key that is held repeats no faster
const REPEATED = new Set(["step", "back"]);

/** @typedef {string | number} Command a name of the table, or the number of a stage */

/**
 * @param {{key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, shiftKey?: boolean}} event
 * @returns {Command | null} null for any other key
 */
export function commandOf({ key, code = "", ctrlKey, metaKey, altKey, shiftKey }) {
  if ((ctrlKey || metaKey) && !altKey && isLetter("z", key, code)) return shiftKey ? "redo" : "undo";
  if (ctrlKey && !altKey && !shiftKey && isLetter("y", key, code)) return "redo";
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[1-9]$/.test(key)) return Number(key);
  const command = COMMANDS[key.length === 1 ? key.toLowerCase() : key];
  if (command) return command;
  // a layout without Latin letters: the same place on the keyboard
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter && !/[a-z]/i.test(key)) return COMMANDS[letter.toLowerCase()] ?? null;
  return code === "Slash" && key === "," ? "help" : null;
}

/** Whether a held key may act again. @param {Command} command @param {number} since ms since it last did */
export const mayRepeat = (command, since) => REPEATED.has(String(command)) && since >= REPEAT;

const TEXT_INPUT = 'input:not([type="checkbox"], [type="button"], [type="submit"])';
const TYPING = `textarea, select, [contenteditable="true"], ${TEXT_INPUT}`;
const PRESSED = "button, a[href], summary, [role='button'], input";

/**
 * Whether the element with the focus uses the key itself.
 * @param {{closest?: (selector: string) => unknown} | null} element @param {string} key
 */
export const usesKey = (element, key) =>
  Boolean(element?.closest?.(TYPING) || ((key === " " || key === "Enter") && element?.closest?.(PRESSED)));

const OFF = "keys-off"; // the entry in localStorage

/** Whether the user has switched the shortcuts off. */
const areOff = () => recall(OFF) !== null;

/** Whether a key press already has a meaning where the focus is. @param {KeyboardEvent} event */
export const isTaken = (event) => event.defaultPrevented || usesKey(/** @type {Element} */ (event.target), event.key);

/** Whether shortcuts do nothing now: they are off, or a dialog is open. */
export const areSilent = () => areOff() || document.querySelector("dialog[open]") !== null;

/**
 * Run commands by their keys; Escape works even where the others are silent.
 * @param {(command: Command, held: boolean) => boolean} run false where the command means nothing here
 */
export function mountKeys(run) {
  let last = 0;
  document.addEventListener("keydown", (event) => {
    const command = commandOf(event);
    if (command === null || event.defaultPrevented) return;
    if (command !== "escape" && (isTaken(event) || areSilent())) return; // Escape closes, even where somebody types
    if (event.repeat && !mayRepeat(command, event.timeStamp - last)) {
      event.preventDefault();
      return;
    }
    if (run(command, event.repeat)) {
      last = event.timeStamp;
      event.preventDefault();
    }
  });
}

/** A checkbox that switches the shortcuts on and off. @param {HTMLInputElement} checkbox */
export function mountKeysSwitch(checkbox) {
  checkbox.checked = !areOff();
  checkbox.addEventListener("change", () => {
    remember(OFF, checkbox.checked ? null : "yes");
  });
}
