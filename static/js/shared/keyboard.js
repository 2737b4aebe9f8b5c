// The keyboard: one table of keys, silent while somebody types.

/** What a key asks for: a verb of the transport, or a thing of the page. */
const KEYS = {
  ArrowRight: "step",
  ArrowLeft: "back",
  " ": "play",
  f: "forward",
  b: "backward",
  u: "update",
  r: "restart",
  o: "projector",
  "?": "help",
  Home: "first",
  End: "last",
  Escape: "escape",
};

const REPEAT = 160; // ms: a key that is held goes on no faster
const REPEATED = new Set(["step", "back"]);

/**
 * @param {{key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @returns {string | number | null} the wish, the number of a stage, or nothing
 */
export function wishOf({ key, code = "", ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[1-9]$/.test(key)) return Number(key);
  const own = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (own) return own;
  // a layout without Latin letters: the same place on the keyboard
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter && !/[a-z]/i.test(key)) return KEYS[letter.toLowerCase()] ?? null;
  return code === "Slash" && key === "," ? "help" : null;
}

/** Whether a held key may act again. @param {number} since ms since it last did */
export const mayRepeat = (wish, since) => REPEATED.has(wish) && since >= REPEAT;

const TYPING = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="button"], [type="submit"])';
const PRESSED = "button, a[href], summary, [role='button'], input";

/** Whether the element that has the focus wants the key for itself. */
export const keptBy = (element, key) =>
  Boolean(element?.closest?.(TYPING) || ((key === " " || key === "Enter") && element?.closest?.(PRESSED)));

/**
 * @param {(wish: string | number, held: boolean) => boolean} act does it; false where the wish means nothing here
 * @param {() => boolean} off whether the keys are switched off
 */
export function mountKeys(act, off) {
  let last = 0;
  document.addEventListener("keydown", (event) => {
    const wish = wishOf(event);
    if (wish === null || event.defaultPrevented || keptBy(event.target, event.key)) return;
    if (wish !== "escape" && (off() || document.querySelector("dialog[open]"))) return;
    if (event.repeat && !mayRepeat(wish, event.timeStamp - last)) {
      event.preventDefault();
      return;
    }
    if (act(wish, event.repeat)) {
      last = event.timeStamp;
      event.preventDefault();
    }
  });
}
