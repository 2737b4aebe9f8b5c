// How many have answered, for those who listen: the count on the page changes with every answer, the voice follows calmly.

export const APART = 5000; // ms between two announcements

/**
 * A function that passes texts on, at most one in a while and then the latest, and none twice.
 * @param {(text: string) => void} say @param {number} apart ms
 * @returns {(text: string) => void}
 */
export function calmly(say, apart = APART) {
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

/** On the page of the teacher, whose announcements have a place of their own. */
export function mountAnnouncing() {
  const place = document.getElementById("class-spoken");
  if (!place) return;
  const announce = calmly((text) => { place.textContent = text; });
  document.addEventListener("htmx:after:swap", () => announce(count()));
}
