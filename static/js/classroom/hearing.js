// Whether the server is heard from: after a while without it the page says so, and a connection that has been silent
// for longer than two heartbeats is taken for dead, as it is when a laptop wakes up in another network.

export const LOST = 3000; // ms without a connection after which the page says so
export const SILENT = 35_000; // ms without a message on a connection; the server's heart beats every 15 s

/**
 * @typedef {object} Hearing
 * @property {() => void} heard the server has answered, or sent something
 * @property {() => void} missed there is no connection
 * @property {() => void} over nothing more is expected
 */

/**
 * @param {(lost: boolean) => void} show says whether the connection is lost
 * @param {() => void} cut ends a connection that is silent
 * @returns {Hearing}
 */
export function hearing(show, cut) {
  let late = 0, silent = 0, lost = false;
  const set = (/** @type {boolean} */ now) => {
    if (now !== lost) show(now);
    lost = now;
  };
  const over = () => {
    clearTimeout(late);
    clearTimeout(silent);
    late = silent = 0;
    set(false);
  };
  return {
    over,
    heard() {
      over();
      silent = setTimeout(cut, SILENT);
    },
    missed() {
      clearTimeout(silent);
      late ||= setTimeout(() => set(true), LOST);
    },
  };
}
