// Numbers as the reader's language prints them, with a true minus.

/** @param {number} value @param {number} [digits] at most that many decimals */
export const signed = (value, digits = 3) =>
  new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits })
    .format(value).replace("-", "\u2212");
