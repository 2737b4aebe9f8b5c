// Runs in each page that is measured, before its own scripts: clicks, and the moments at which something becomes visible.
// All times are milliseconds since the navigation began.

window.measure = (() => {
  const { button, seen, first: clickAtOnce } = window.measured; // a selector; what changes with every click
  const press = () => document.querySelector(button).click();
  const wait = (time) => new Promise((done) => setTimeout(done, time));

  /** When the frame that is being made is on the screen: the first task after it was drawn. */
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
      }),
    );

  /** When the document has changed. */
  const changed = () =>
    new Promise((done) => {
      const before = seen();
      const watcher = new MutationObserver(() => {
        if (seen() === before) return;
        watcher.disconnect();
        done(performance.now());
      });
      watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });

  /** From the navigation to the first picture that a click gives: the page is drawn, its scripts have run. */
  const first = new Promise((done) => document.addEventListener("DOMContentLoaded", done))
    .then(() => wait(0))
    .then(painted)
    .then(async (usable) => {
      if (!clickAtOnce) return { usable };
      const change = changed();
      press();
      await change;
      return { usable, pictured: await painted() };
    });

  /** The time from the next click, whatever causes it, to the changed document and to its frame. */
  async function click() {
    const pressed = new Promise((done) => document.addEventListener("click", (event) => done(event.timeStamp), { capture: true, once: true }));
    const document_ = await changed();
    const frame = await painted();
    return { document: document_ - (await pressed), frame: frame - (await pressed) };
  }

  /** So many clicks, so far apart. */
  async function clicks(count, apart) {
    for (let number = 0; number < count; number++) {
      press();
      if (apart) await wait(apart);
    }
  }

  /** What is seen once it has been the same for a while. */
  async function settled(quiet) {
    let last = seen(), since = performance.now();
    while (performance.now() - since < quiet) {
      await wait(20);
      if (seen() !== last) [last, since] = [seen(), performance.now()];
    }
    return last;
  }

  /** The lengths of all frames from a click until nothing moves any more. */
  async function motion() {
    const frames = [], change = changed();
    press();
    await change;
    let last = await new Promise(requestAnimationFrame);
    while (document.querySelector("g.motion")) {
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return frames;
  }

  return { first, click, clicks, settled, motion };
})();
