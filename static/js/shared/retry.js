// Repeats a request that was answered "not now" (429, 503) with a short Retry-After, so that no click is lost.

const SHORT = 5; // s; a longer wait is left to the user
const TIMES = 12; // that one request is sent again: half a minute where the page itself takes part of what the limit allows
const SPREAD = 300; // ms, so that a class that was refused together does not come back together

/** @param {number} ms @returns {Promise<void>} */
const passed = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/**
 * The seconds that an answer asks to wait where they are few, else null.
 * @param {number} status
 * @param {string | null} retryAfter the header, as seconds; as a date (from a proxy) it counts as long
 */
export function shortWait(status, retryAfter) {
  if (![429, 503].includes(status) || !/^[0-9]+$/.test(retryAfter ?? "")) return null;
  return Number(retryAfter) <= SHORT ? Number(retryAfter) : null;
}

/**
 * A fetch that waits and tries again where the server asks for it.
 * @param {typeof fetch} send
 * @param {(seconds: number) => void} waiting called before each wait
 * @param {(ms: number) => Promise<void>} sleep
 * @returns {typeof fetch}
 */
export function patientFetch(send, waiting, sleep = passed) {
  return async (address, options) => {
    for (let left = TIMES; ; left--) {
      const response = await send(address, options);
      const seconds = shortWait(response.status, response.headers.get("Retry-After"));
      if (seconds === null || left === 0) return response;
      waiting(seconds);
      await sleep(seconds * 1000 + Math.random() * SPREAD);
    }
  };
}
