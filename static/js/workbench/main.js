// The behaviours of the workbench, tied together. Each reads the page and corrects it with an `update` that may be called
// at any time. Every change is a form that htmx sends to the server; the answer replaces the page.

import htmx from "htmx.org";

import { diagram } from "../shared/diagram.js";
import { choose, reduced, speed } from "../shared/preferences.js";
import { mountCopies } from "../shared/copy_buttons.js";
import { Inspector } from "./inspector.js";
import { mountKeys } from "../shared/keyboard.js";
import { Links } from "../shared/highlight.js";
import { unitOf } from "../shared/operands.js";
import { Motion } from "../motion/stage_player.js";
import { notice } from "./notice.js";
import { placeOf, workbench } from "../shared/position.js";
import { mountPlayback } from "./playback.js";
import { lens, Requests } from "./requests.js";
import { mountTimeline } from "./timeline.js";
import { mountView } from "../shared/viewport.js";
import { mountJobProgress } from "./job_progress.js";
import { mountDisabledButtons } from "../shared/disabled_buttons.js";
import { patient } from "../shared/patient.js";

const KEYS_OFF = "keys-off";

function mount() {
  const motion = new Motion({ speed, reduced });
  const inspector = new Inspector(unpin);
  const links = new Links(opened);
  const playing = mountPlayback(playOn, speed);
  const requests = new Requests({ asked, before, after, waiting, failed });
  const seek = (stage, quiet = false) => requests.seek(stage, { quiet });
  htmx.initialize(); // now and not in a later task: the first picture already answers clicks
  mountJobProgress(htmx);
  mountDisabledButtons(refuse);
  const here = () => placeOf(workbench());
  const view = mountView((values) => requests.look(values), choose);
  const help = document.getElementById("help"), keysOn = document.getElementById("keys-on");

  function opened(key, byKey) {
    inspector.show(key, byKey);
    const unit = unitOf(key);
    if (unit && diagram().dataset.level !== "full" && unit !== lens().unit) requests.look({ unit });
  }
  function unpin() {
    links.pin(null);
  }
  function playOn() {
    if (!requests.press("step", { played: true })) playing.playback.stop();
  }
  function asked({ manner, request }) {
    motion.finish();
    if (!manner.played && request.method !== "GET") playing.playback.stop();
  }
  /** A button that cannot act shows why, unless a request under way may change that. */
  function refuse(button) {
    if (requests.busy) return false;
    motion.finish();
    notice(button.title);
    return true;
  }
  function before(place, next, { manner }) {
    motion.before(place, manner.quiet ? null : next);
  }
  function after(place, { manner, request }) {
    if (request.action.endsWith("/network")) document.querySelector("#settings:popover-open")?.hidePopover();
    motion.after(place, Boolean(manner.quiet), playing.shown);
    inspector.refresh();
  }
  function waiting() {
    notice(document.getElementById("words")?.dataset.waiting);
  }
  function failed(kind) {
    playing.playback.stop();
    notice(document.getElementById("words")?.dataset[kind]);
  }
  function update() {
    playing.update();
    links.update();
    inspector.update();
  }

  const acts = {
    play: () => playing.playback.toggle(),
    projector: () => view.toggle(),
    help: () => help?.showModal(),
    first: () => seek(0),
    last: () => seek(here().count),
    escape: () => leave(),
    close: () => help?.close(),
  };
  function leave() {
    if (inspector.open) inspector.close();
    else if (links.pinned) links.pin(null);
    else if (view.projecting() && !document.querySelector("dialog[open], [popover]:popover-open")) view.toggle();
    else return false;
    return true;
  }
  function act(wish, held) {
    if (typeof wish === "number") {
      if (wish <= here().count) seek(wish);
      return true;
    }
    if (acts[wish]) return acts[wish]() !== false;
    requests.press(wish, { quiet: held });
    return true;
  }

  mountKeys(act, () => keysOn?.checked === false);
  mountTimeline({ place: here, seek, press: (verb) => requests.press(verb) });
  if (keysOn) keysOn.checked = localStorage.getItem(KEYS_OFF) === null;

  document.addEventListener("click", (event) => {
    motion.finish();
    const go = event.target.closest?.("[data-go]"), play = event.target.closest?.('button[data-verb="play"]');
    if (play) acts.play();
    else if (go && acts[go.dataset.go]) acts[go.dataset.go]();
    if (go) event.preventDefault();
  });
  document.addEventListener("htmx:after:swap", update);
  document.addEventListener("keydown", () => motion.finish(), { capture: true });
  document.addEventListener("change", ({ target }) => {
    if (target.name === "speed") choose("speed", target.value);
    if (target === keysOn) {
      if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
      else localStorage.setItem(KEYS_OFF, "yes");
    }
  });
  update();
}

htmx.registerExtension("patient", patient());
if (workbench()) mount();
mountCopies();
