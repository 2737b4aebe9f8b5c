// The behaviours of the workbench, tied together. Each reads the page and corrects it with an `update` that may be
// called at any time. Every change is a form that htmx sends to the server; the answer replaces the page.

import { StagePlayer } from "../motion/stage_player.js";
import { diagram } from "../shared/diagram.js";
import { mountDisabledButtons } from "../shared/disabled_buttons.js";
import { around, byId } from "../shared/dom.js";
import { Links } from "../shared/highlight.js";
import { mountKeys, mountKeysSwitch } from "../shared/keyboard.js";
import { notice, withdrawNotice } from "../shared/notice.js";
import { about } from "../shared/number_table.js";
import { here } from "../shared/position.js";
import { choose, reduced, speed } from "../shared/preferences.js";
import { mountView } from "../shared/viewport.js";
import { mountAdjusting } from "./adjusting.js";
import { isEdit, printed, showOld } from "./changes.js";
import { mountCostHistory } from "./cost_history.js";
import { Inspector } from "./inspector.js";
import { showCurrent } from "./in_sight.js";
import { mountJobProgress } from "./job_progress.js";
import { nameNumbers } from "./names.js";
import { mountNewcomer } from "./newcomer.js";
import { mountNumberFields, updateFields } from "./number_fields.js";
import { mountPlayback } from "./playback.js";
import { mountPractice } from "./practice.js";
import { lens, Requests } from "./requests.js";
import { mountTimeline } from "./timeline.js";
import { mountWaiting } from "./waiting.js";

/** @typedef {import("../shared/position.js").Place} Place */
/** @typedef {import("./requests.js").Context} Context */

const UNPROCESSABLE = 422; // the status of an answer with errors beside the fields

const help = () => /** @type {HTMLDialogElement} */ (byId("help"));
const firstInvalid = () => /** @type {HTMLElement | null} */ (
  document.querySelector('#settings [aria-invalid="true"], #answer[aria-invalid="true"]')
);
const isOpen = () => document.querySelector("dialog[open], [popover]:popover-open") !== null;

/** A button takes no focus from the pointer: the keys stay with the page, Space plays and the arrows step. @param {Event} event */
function refuseFocus(event) {
  if (!around(event, "#workbench button:not([popovertarget]), .header button[data-verb]")) return;
  event.preventDefault();
  // what was typed elsewhere is sent; a number of the drawing no longer takes the arrows
  /** @type {HTMLElement | SVGElement | null} */ (document.activeElement)?.blur();
}

/** A number, which can be selected as text, gives its focus back. @param {Event} event */
function release(event) {
  const byPointer = /** @type {UIEvent} */ (event).detail > 0;
  if (byPointer) around(event, "[data-q]")?.blur();
}

/** A tab that was clicked keeps no focus either: the arrows step. */
function dropTab() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches("#tabs input")) activeElement.blur();
}

/** @param {SVGSVGElement | null} svg */
const formOf = (svg) => `${svg?.dataset.sizes} ${svg?.dataset.level}`;

export class Page {
  #player = new StagePlayer({ speed, reduced });
  #links = new Links((key, byKey) => this.#explain(key, byKey));
  #inspector = new Inspector(() => this.#links.pin(null));
  #playing = mountPlayback(() => this.#playOn(), speed);
  #requests = new Requests(this);
  /** @type {ReturnType<typeof mountView> | null} */
  #view = null;
  /** What the drawing's key depends on. */
  #form = formOf(diagram());
  /** What pressed last: a kind of pointer ("mouse", "touch", "pen"), or "" for a key. */
  #pressedBy = "";
  /** The numbers before an edit. @type {Map<string, string> | null} */
  #printed = null;
  /** Gives the field of a new question the focus. */
  #practice = () => {};

  /**
   * Commands of the page; those of the transport are its buttons. Each returns false where it means nothing now.
   * @type {Record<string, () => unknown>}
   */
  #commands = {
    play: () => this.#playing.playback.toggle(),
    projector: () => this.#view?.toggle(),
    help: () => help().showModal(),
    close: () => help().close(),
    first: () => this.#requests.seek(0),
    last: () => this.#requests.seek(here().count),
    next: () => this.#turn("step"),
    previous: () => this.#turn("back"),
    escape: () => this.#leave(),
  };

  /** @param {import("htmx.org").Htmx} htmx */
  constructor(htmx) {
    this.htmx = htmx;
  }

  mount() {
    this.htmx.initialize(); // now and not in a later task: the first picture already answers clicks
    this.htmx.initialize = () => {}; // htmx would go through the whole page again in that task
    this.#view = mountView((values) => this.#requests.look(values), () => String(lens().room));
    mountJobProgress(this.htmx);
    mountWaiting();
    mountCostHistory(this.htmx);
    mountNewcomer(this.htmx);
    mountDisabledButtons((button) => this.#refuse(button));
    mountTimeline({
      seek: (stage, quiet) => this.#requests.seek(stage, { quiet }),
      press: (verb) => this.#requests.press(verb),
    });
    mountKeys((command, held) => this.#run(command, held)); // after those that use a key themselves
    mountNumberFields();
    this.#practice = mountPractice(() => this.#pressedBy === "touch");
    mountAdjusting({
      send: (act) => this.#requests.send(act, { quiet: true }),
      chosen: () => (this.#inspector.open ? this.#links.pinned : null),
    });
    mountKeysSwitch(/** @type {HTMLInputElement} */ (byId("keys-on")));
    document.addEventListener("click", (event) => this.#clicked(event));
    document.addEventListener("mousedown", refuseFocus);
    document.addEventListener("pointerdown", ({ pointerType }) => (this.#pressedBy = pointerType), { capture: true });
    document.addEventListener("keydown", ({ key, target }) => {
      // a list that the pointer opened is its own, whatever key chooses from it
      if (key === "Tab" || !(target instanceof HTMLSelectElement)) this.#pressedBy = "";
    }, { capture: true });
    // before anything answers: a click may change the page, and begin the next motion, at once
    for (const event of ["click", "keydown"]) {
      document.addEventListener(event, () => this.#player.finish(), { capture: true });
    }
    document.addEventListener("htmx:patch:finished", () => this.#update());
    document.addEventListener("htmx:after:swap", (event) => {
      this.#update();
      const { ctx } = /** @type {CustomEvent} */ (event).detail;
      if (ctx?.response?.status === UNPROCESSABLE) firstInvalid()?.focus();
    });
    byId("workbench").addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLSelectElement) || target.name !== "speed") return;
      choose("speed", target.value);
      if (this.#pressedBy) target.blur(); // so that the arrows step again
    });
    this.#update();
  }

  /** A request was made. @param {Context} ctx */
  asked({ manner, request }) {
    this.#player.finish();
    if (!manner.played && request.method !== "GET") this.#playing.playback.stop();
  }

  /** The page is about to change. @param {Place} place @param {Place | null} next @param {Context} ctx */
  before(place, next, { manner, request }) {
    this.#printed = isEdit(request.action) ? printed() : null;
    this.#player.before(place, manner.quiet ? null : next);
  }

  /** The page has changed. @param {Place} place @param {Context} ctx */
  after(place, { manner, request }) {
    if (/\/(network|example)$/.test(request.action) && byId("settings").popover) byId("settings").hidePopover();
    this.#player.after(place, Boolean(manner.quiet), this.#playing.shown);
    if (this.#printed) showOld(this.#printed);
    const form = formOf(diagram());
    if (form !== this.#form) this.#view?.update(); // another key below it leaves another room
    this.#form = form;
  }

  /** What the page shows is what the server has. */
  settled() {
    this.#inspector.refresh();
  }

  /** There is an answer: what the page said by itself is over. */
  answered() {
    withdrawNotice();
  }

  /** The server is busy; the request will be sent again. */
  waiting() {
    notice(byId("words").dataset.waiting);
  }

  /** The server refused; its answer says why. */
  refused() {
    this.#playing.playback.stop();
  }

  /** There was no answer, or none that can be shown. @param {"offline" | "failed"} kind @param {Context} ctx */
  failed(kind, { target }) {
    if (target?.id === "inspector") this.#inspector.close();
    else this.#playing.playback.stop();
    notice(byId("words").dataset[kind]);
  }

  #update() {
    updateFields();
    this.#playing.update();
    this.#links.update();
    this.#inspector.update();
    showCurrent(reduced());
    this.#practice();
    setTimeout(() => nameNumbers()); // after the picture; one that was fetched ahead has its names
  }

  /** @param {string} key @param {boolean} byKey */
  #explain(key, byKey) {
    this.#inspector.show(key, byKey);
    const { unit } = about(key);
    if (unit && diagram()?.matches(":not([data-level=full]), .fan") && unit !== lens().unit) this.#requests.look({ unit });
  }

  #playOn() {
    if (!this.#requests.press("step", { played: true })) this.#playing.playback.stop();
  }

  /** A button that cannot act shows why, unless a request under way may change that. @param {HTMLElement} button */
  #refuse(button) {
    if (this.#requests.busy) return false;
    this.#player.finish();
    notice(button.title);
    return true;
  }

  /** A presenter's key turns the page, unless the page has something to scroll. @param {string} verb */
  #turn(verb) {
    const { scrollHeight, clientHeight } = document.documentElement;
    if (!this.#view?.projecting() && scrollHeight > clientHeight) return false;
    this.#requests.press(verb);
    return true;
  }

  /** Close the explanation, else unpin the number, else leave the projector; what is open over them closes itself. */
  #leave() {
    if (isOpen()) return false;
    if (this.#inspector.open) this.#inspector.close();
    else if (this.#links.pinned) this.#links.pin(null);
    else if (this.#view?.projecting()) this.#view.toggle();
    else return false;
    return true;
  }

  /** @param {import("../shared/keyboard.js").Command} command @param {boolean} held */
  #run(command, held) {
    if (typeof command === "number") {
      if (command <= here().count) this.#requests.seek(command);
      return true;
    }
    if (this.#commands[command]) return this.#commands[command]() !== false;
    this.#requests.press(command, { quiet: held });
    return true;
  }

  /** @param {Event} event */
  #clicked(event) {
    const go = around(event, "[data-go]"), command = this.#commands[go?.dataset.go ?? ""];
    release(event);
    if (this.#pressedBy) dropTab();
    if (around(event, 'button[data-verb="play"]')) this.#commands.play();
    else command?.();
    if (go) event.preventDefault();
    if (around(event, "button, a")) around(event, "[data-brief]")?.hidePopover();
  }
}
