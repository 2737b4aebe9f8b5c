// "Not now" (429, 503) with a short Retry-After: the same request again after that time, so that no click is lost.

const SHORT = 5; // s; who has to wait longer is told so instead
const TIMES = 5; // that one request is sent again
const SPREAD = 300; // ms, so that a class that was refused together does not come back together

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
 * Send until there is an answer that is one.
 * @param {(again: boolean) => Promise<number | null>} send resolves to the seconds to wait, null for done; `again` says
 *   whether it would be sent another time
 * @param {(ms: number) => Promise<void>} sleep
 */
export async function persistently(send, sleep = passed) {
  for (let left = TIMES; ; left--) {
    const seconds = await send(left > 0);
    if (seconds === null || left === 0) return;
    await sleep(seconds * 1000 + Math.random() * SPREAD);
  }
}
