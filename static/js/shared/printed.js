// A number that only the scripts know, as the page prints numbers (app/view/words/numbers.py).

const SMALLEST = 1e-3, LARGEST = 1e4; // beyond them a power of ten
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {string} text */
const withMinus = (text) => text.replace("-", "−");

/** @param {number} power */
const raised = (power) => (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => RAISED[+digit]).join("");

/**
 * At most three decimals, U+2212 for minus, the decimal sign that the page states (Intl would take 30 ms to be loaded).
 * @param {number} value @param {string} sign
 */
export function printed(value, sign) {
  const size = Math.abs(value);
  const plain = (/** @type {number} */ number) => withMinus(String(Number(number.toFixed(3))).replace(".", sign));
  if (!size || (size >= SMALLEST && size < LARGEST)) return plain(value);
  const [mantissa, power] = value.toExponential(1).split("e");
  return `${plain(Number(mantissa))}·10${raised(Number(power))}`;
}
