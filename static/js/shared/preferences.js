// What a reader chooses for the look of the page: words of the root element, kept in cookies that the server reads too.

const YEAR = 31_536_000; // seconds

/** @param {"speed" | "view" | "theme" | "motion" | "level"} name */
export const chosen = (name) => document.documentElement.dataset[name];

export function choose(name, value) {
  document.documentElement.dataset[name] = value;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}

/** The speed of motion and of play: ½, 1, 2 or 4. */
export const speed = () => Number(chosen("speed")) || 1;

const still = typeof matchMedia === "function" ? matchMedia("(prefers-reduced-motion: reduce)") : { matches: false };

/** Whether nothing is to travel: the choice of the page, else that of the system. */
export const reduced = () => chosen("motion") === "reduced" || (chosen("motion") !== "full" && still.matches);
