// A number that only the scripts know, as the page prints numbers (app/view/words/numbers.py).

const SMALLEST = 1e-3, LARGEST = 1e4; // beyond them a power of ten
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const COMMA = ["ru"]; // languages that write a decimal comma: Intl knows it too, and takes 30 ms to be loaded

/** @param {string} text */
const withMinus = (text) => text.replace("-", "−");

/** @param {number} power */
const raised = (power) => (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => RAISED[+digit]).join("");

/**
 * At most three decimals, U+2212 for minus, the decimal sign of the language.
 * @param {number} value @param {string} language
 */
export function printed(value, language) {
  const size = Math.abs(value), sign = COMMA.includes(language) ? "," : ".";
  const plain = (/** @type {number} */ number) => withMinus(String(Number(number.toFixed(3))).replace(".", sign));
  if (!size || (size >= SMALLEST && size < LARGEST)) return plain(value);
  const [mantissa, power] = value.toExponential(1).split("e");
  return `${plain(Number(mantissa))}·10${raised(Number(power))}`;
}
