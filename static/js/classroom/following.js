// Keeps a page of a class up to date, by the stream that htmx's extension hx-sse reads.
//
// <div hx-sse:connect="…/events" data-query="view=desk" hx-swap="none"> names the stream. A message of HTML is put where its <hx-partial>s say,
// under whatever name it comes; any other is dispatched as an event of that name on the element. `beat` says only that
// the connection is alive, `ended` that nothing more will come. Where the query changes, the page connects again; the address itself must stay,
// because htmx would begin with the element from the start.

import { hearing } from "./hearing.js";
import { wouldInterrupt } from "./own_answer.js";

/** @typedef {import("htmx.org").Htmx} Htmx */
/** @typedef {import("htmx.org").HtmxRequestCtx} Context */
/** @typedef {{event: string, data: string}} Message */

/**
 * What the extension knows of a connection.
 * @typedef {object} Connection
 * @property {number} attempt 0 for one that is open, then counted up
 * @property {boolean} cancelled set by a listener: do not connect
 * @property {ReadableStreamDefaultReader | null} reader
 * @property {(() => void) | null} delayCanceller ends the wait before the next attempt
 */

const ADDRESS = "hx-sse:connect", QUERY = "data-query";
const RECONNECTING = { reconnectDelay: 500, reconnectMaxDelay: 5000, reconnectJitter: 0.5, connectTimeout: 10_000 }; // ms

/** @param {Message} message */
const isHtml = ({ data }) => data.trimStart().startsWith("<");

/** The wait before another attempt: half to one and a half times what it is to be. @param {number} attempts */
const delayOf = (attempts) =>
  Math.min(RECONNECTING.reconnectDelay * 2 ** attempts, RECONNECTING.reconnectMaxDelay) * (0.5 + Math.random());

class Following {
  /** @type {Connection | null} */
  #connection = null;
  /** The only request, which is repeated to connect again. @type {Context["request"] | null} */
  #request = null;
  #failures = 0;
  #ended = false;
  #atOnce = false;
  #line = document.getElementById("connection");
  #state = hearing((lost) => this.#show(lost), () => this.#cut());

  /** @param {Htmx} htmx @param {Element} element */
  constructor(htmx, element) {
    this.htmx = htmx;
    this.element = element;
    this.#on("htmx:config:request", ({ ctx }, event) => (this.#request ? event.preventDefault() : this.#begin(ctx.request)));
    this.#on("htmx:sse:before:connection", ({ connection }) => this.#connecting(connection));
    this.#on("htmx:sse:after:connection", () => this.#connected());
    this.#on("htmx:sse:before:message", (detail) => this.#arrived(detail));
    this.#on("htmx:sse:close", () => (this.#connection = null));
    this.#on("htmx:finally:request", () => this.#begun());
    this.#on("ended", ({ data }) => this.#end(data));
    document.addEventListener("htmx:before:swap", (event) => this.#mark(/** @type {CustomEvent} */ (event)), true);
    new MutationObserver(() => this.#move()).observe(element, { attributeFilter: [QUERY] });
    htmx.process(element); // htmx may have processed the page before hx-sse was there
  }

  /** @param {string} name @param {(detail: any, event: Event) => void} handle */
  #on(name, handle) {
    this.element.addEventListener(name, (event) => {
      if (event.target === this.element) handle(/** @type {CustomEvent} */ (event).detail, event);
    });
  }

  get #address() {
    return `${this.element.getAttribute(ADDRESS)}?${this.element.getAttribute(QUERY) ?? ""}`;
  }

  /** @param {Context["request"]} request */
  #begin(request) {
    this.#request = Object.assign(request, { action: this.#address });
  }

  /** @param {boolean} lost */
  #show(lost) {
    if (this.#line) this.#line.textContent = lost ? this.#line.dataset.lost ?? "" : "";
  }

  #cut() {
    this.#connection?.reader?.cancel();
  }

  /** @param {Connection} connection */
  #connecting(connection) {
    this.#connection = connection;
    if (this.#ended) connection.cancelled = true;
    else if (this.#atOnce) setTimeout(() => connection.delayCanceller?.());
    else if (connection.attempt) this.#state.missed();
    this.#atOnce = false;
  }

  #connected() {
    this.#failures = 0;
    this.#state.heard();
  }

  /** @param {{message: Message, cancelled: boolean}} detail */
  #arrived(detail) {
    const { message } = detail;
    this.#state.heard();
    detail.cancelled = message.event === "beat";
    if (message.event !== "ended" && isHtml(message)) message.event = ""; // then the extension puts it in place
  }

  /** The first request is over; the extension connects again only where it was connected before. */
  #begun() {
    if (this.#connection || this.#ended) return;
    this.#request = null;
    this.#state.missed();
    setTimeout(() => this.htmx.process(this.element, true), delayOf(this.#failures++));
  }

  /** @param {string} data what to show, if anything */
  #end(data) {
    this.#ended = true;
    this.#state.over();
    const { element } = this;
    if (data) this.htmx.swap({ text: data, sourceElement: element, target: element, swap: "none" });
  }

  /** The query has changed. */
  #move() {
    if (!this.#request) return;
    this.#request.action = this.#address;
    this.#atOnce = this.#connection?.attempt === 0;
    this.#cut();
  }

  /**
   * Leave out what would interrupt somebody, and let the workbench play the motion of a picture that was pushed, as that
   * of an answer.
   * @param {CustomEvent} event
   */
  #mark({ detail: { ctx, tasks } }) {
    if (ctx.sourceElement !== this.element) return;
    tasks.splice(0, tasks.length, ...tasks.filter((/** @type {import("./own_answer.js").Task} */ task) => !wouldInterrupt(task)));
    ctx.pushed = tasks.some((/** @type {{fragment: DocumentFragment}} */ task) => task.fragment.querySelector("#workbench"));
    ctx.manner = ctx.pushed ? {} : undefined;
  }
}

/** @param {Htmx} htmx */
export function mountFollowing(htmx) {
  // what somebody has opened stays open, whatever is pushed
  Object.assign(htmx.config, { sse: RECONNECTING, morphIgnore: [...htmx.config.morphIgnore, "open"] });
  const element = document.querySelector(`[${CSS.escape(ADDRESS)}]`);
  if (element) new Following(htmx, element);
}
