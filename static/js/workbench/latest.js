// What a drag requests: at most one request at a time, of which the latest wins.

/** @template T @param {(wanted: T) => Promise<void>} go */
export function latest(go) {
  /** @type {Promise<void> | null} */
  let running = null;
  /** @type {T | null} */
  let wanted = null;
  const run = async () => {
    while (wanted !== null) {
      const next = wanted;
      wanted = null;
      await go(next);
    }
    running = null;
  };
  return {
    /** @param {T} next */
    want(next) {
      wanted = next;
      running ??= run();
      return running;
    },
  };
}
