// One request after another: what is asked while a request is under way waits, and equal steps that wait become one.

/**
 * @typedef {object} Wish
 * @property {string} method GET or POST
 * @property {string} path
 * @property {Record<string, string | number>} values what is sent; `count` where it may be joined
 * @property {Element} [source] the form or control it came from
 * @property {boolean} [quiet] without motion: a key that is held
 */

/** Steps and steps back may be joined; everything else says where to go, or depends on where it starts. */
const JOINED = /\/(step|back)$/;
const MOST = 1000; // of one request

export class Queue {
  #waiting = [];
  #busy = false;

  /**
   * @param {(wish: Wish) => Promise<boolean>} send resolves when the answer stands on the page; false or an error
   *   where it failed: then what waits is dropped
   * @param {() => void} [settled] called when nothing waits any more
   */
  constructor(send, settled = () => {}) {
    this.send = send;
    this.settled = settled;
  }

  get busy() {
    return this.#busy;
  }

  /** @param {Wish} wish */
  push(wish) {
    const last = this.#waiting.at(-1);
    if (last && joinable(last, wish)) {
      this.#waiting[this.#waiting.length - 1] = joined(last, wish);
    } else {
      this.#waiting.push(wish);
    }
    return this.#run();
  }

  async #run() {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting.length) {
      const done = await this.send(this.#waiting.shift()).catch(() => false);
      if (!done) this.#waiting = [];
    }
    this.#busy = false;
    this.settled();
  }
}

const counted = (wish) => Number(wish.values.count ?? 1);

function joinable(a, b) {
  return JOINED.test(a.path) && a.path === b.path && rest(a) === rest(b) && counted(a) + counted(b) <= MOST;
}

/** What is asked, without the number of steps and the version it was asked at. */
function rest({ method, values }) {
  return JSON.stringify([method, Object.entries(values).filter(([name]) => name !== "count" && name !== "version").sort()]);
}

function joined(a, b) {
  return { ...b, quiet: a.quiet || b.quiet, values: { ...b.values, count: counted(a) + counted(b) } };
}
