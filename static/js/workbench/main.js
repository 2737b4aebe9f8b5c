// The page's behaviours, tied together. Each reads the page and puts it right with an `update` that may be called at any
// time; what somebody asks for goes up as a wish, through one queue, to the server, and its answer is the page again.

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
import { watchWork } from "./job_progress.js";

const KEYS_OFF = "keys-off";

function mount() {
  const motion = new Motion({ speed, reduced });
  const inspector = new Inspector(htmx, unpin);
  const links = new Links(opened);
  const playing = mountPlayback(playOn, speed);
  const requests = new Requests(htmx, { asked, refused, before, after, waiting, failed });
  const seek = (iteration, stage, quiet = false) => requests.seek(iteration, stage, { quiet });
  watchWork(htmx);
  const here = () => placeOf(workbench());
  const view = mountView((values) => requests.look(values), choose);
  const help = document.getElementById("help"), keysOn = document.getElementById("keys-on");

  function opened(key, byKey) {
    inspector.show(key, lens(), byKey);
    const unit = unitOf(key);
    if (unit && diagram().dataset.level !== "full" && unit !== lens().unit) requests.look({ unit });
  }
  function unpin() {
    links.pin(null);
  }
  function playOn() {
    if (!requests.press("step", { played: true })) playing.playback.stop();
  }
  function asked(wish) {
    motion.finish();
    if (!wish.played && wish.method !== "GET") playing.playback.stop();
  }
  function refused(button) {
    notice(button.title);
  }
  function before(place) {
    motion.before(place);
  }
  function after(place, wish) {
    if (wish.path.endsWith("/network")) document.querySelector("#settings:popover-open")?.hidePopover();
    motion.after(place, Boolean(wish.quiet), playing.shown);
    inspector.refresh(lens());
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
    first: () => seek(here().iteration, 0),
    last: () => seek(here().iteration, here().count),
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
      if (wish <= here().count) seek(here().iteration, wish);
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
    const turn = event.target.closest?.("a[data-sample]");
    if (play) acts.play();
    else if (turn) requests.look({ sample: turn.dataset.sample });
    else if (go && acts[go.dataset.go]) acts[go.dataset.go]();
    if (go || turn) event.preventDefault();
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

if (workbench()) mount();
mountCopies();
