// The field for the code: a space after the third digit, and the slot that the next digit goes into.

/** The digits of a text, in two groups. @param {string} text */
export function grouped(text) {
  const digits = text.replace(/\D/g, "").slice(0, 6);
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
}

/** @param {HTMLInputElement} field @param {HTMLElement} slots */
export function mountCode(field, slots) {
  const show = () => {
    const before = field.value.slice(0, field.selectionStart ?? 0).replace(/\D/g, "").length;
    const text = grouped(field.value);
    if (text !== field.value) {
      field.value = text;
      const at = Math.min(text.length, before > 3 ? before + 1 : before);
      field.setSelectionRange(at, at);
    }
    slots.dataset.next = String(text.replace(" ", "").length);
  };
  field.addEventListener("input", show);
  show();
}

if (typeof document !== "undefined") {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#code"));
  const slots = /** @type {HTMLElement | null} */ (document.querySelector(".slots"));
  if (field && slots) mountCode(field, slots);
}
