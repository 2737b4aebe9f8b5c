// Announces to screen readers how many have answered: the count on the page changes with every answer.

export const APART = 5000; // ms between two announcements

/**
 * A function that announces texts: at most one in that time, the latest, and none twice in a row.
 * @param {(text: string) => void} say @param {number} apart ms
 * @returns {(text: string) => void}
 */
export function spaced(say, apart = APART) {
  let latest = "", said = "", timer = 0;
  const next = () => {
    timer = 0;
    if (latest === said) return;
    say((said = latest));
    timer = setTimeout(next, apart);
  };
  return (text) => {
    latest = text;
    if (!timer) next();
  };
}

/** What the page says of how many have answered; nothing without an open question. */
const count = () =>
  [...document.querySelectorAll("#class-question .answered > :not(.missing)")].map((part) => part.textContent).join(" ");

/** Only the page of the teacher has a place for it. */
export function mountAnnouncing() {
  const place = document.getElementById("class-spoken");
  if (!place) return;
  const announce = spaced((text) => { place.textContent = text; });
  document.addEventListener("htmx:after:swap", () => announce(count()));
}
