// A number that only the scripts know, as the page prints numbers (app/view/words/numbers.py).

const SMALLEST = 1e-3, LARGEST = 1e4; // beyond them a power of ten
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {string} text */
const withMinus = (text) => text.replace("-", "−");

/** @param {number} power */
const raised = (power) => (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => RAISED[+digit]).join("");

/**
 * At most three decimals, U+2212 for minus, the decimal sign of the language.
 * @param {number} value @param {string} language
 */
export function printed(value, language) {
  const size = Math.abs(value), plain = new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false });
  if (!size || (size >= SMALLEST && size < LARGEST)) return withMinus(plain.format(value));
  const [mantissa, power] = value.toExponential(1).split("e");
  return `${withMinus(plain.format(Number(mantissa)))}·10${raised(Number(power))}`;
}
