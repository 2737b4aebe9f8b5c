// Small changes of a printed number: by the arrows up and down, or by a drag.

const STEP = 0.1;

/** @param {string} text @returns {number} NaN for anything else, such as 1/3 */
export const parsed = (text) => Number(text.trim().replace("−", "-").replace(",", ".") || NaN);

const decimalSign = () => new Intl.NumberFormat(document.documentElement.lang).format(1.5)[1];

/**
 * A number as it is typed, without the noise of binary fractions, with the decimal sign of another text.
 * @param {number} value @param {string} like
 */
export function typed(value, like) {
  const text = String(Number(value.toFixed(6)));
  return (like.includes(",") || decimalSign() === "," ? text.replace(".", ",") : text).replace("-", "−");
}

/**
 * The number one step further: ↑ and ↓ by a tenth, with Shift by one, with Alt by a hundredth.
 * @param {string} text
 * @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean}} event
 * @param {number} [step] another one than a tenth
 * @returns {string | null} null for another key, or where there is no number
 */
export function nudged(text, { key, shiftKey, altKey, ctrlKey, metaKey }, step = STEP) {
  const way = { ArrowUp: 1, ArrowDown: -1 }[key], value = parsed(text);
  if (!way || ctrlKey || metaKey || !Number.isFinite(value)) return null;
  return typed(value + way * step * (shiftKey ? 10 : altKey ? 0.1 : 1), text);
}
