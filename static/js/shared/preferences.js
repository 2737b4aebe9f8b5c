// How a user wants the page to look: attributes of the root element, kept in cookies that the server reads too.

const YEAR = 31_536_000; // seconds

/** @typedef {"speed" | "view" | "theme" | "motion" | "level" | "room"} Name */

/** @param {Name} name */
export const chosen = (name) => document.documentElement.dataset[name];

/** @param {Name} name @param {string} value */
export function choose(name, value) {
  document.documentElement.dataset[name] = value;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}

/** The speed of motion and of playback: ½, 1, 2 or 4. */
export const speed = () => Number(chosen("speed")) || 1;

const QUERY = "(prefers-reduced-motion: reduce)";
const systemPrefers = typeof matchMedia === "function" ? matchMedia(QUERY) : { matches: false };

/** Whether nothing may travel across the page: chosen on the page, else in the system. */
export const reduced = () => chosen("motion") === "reduced" || (chosen("motion") !== "full" && systemPrefers.matches);
