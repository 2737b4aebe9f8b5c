// When a change of the page can be seen.

const MEANWHILE = 4; // ms that the browser has for the frame, which it makes after the callback
const SOON = 100; // ms

/**
 * Resolves once the page as it is now is on the screen; soon, where nothing is drawn, as behind other tabs; and at once
 * when the page is left.
 */
export const drawn = () =>
  new Promise((resolve) => {
    const done = () => {
      removeEventListener("pagehide", done);
      resolve(undefined);
    };
    requestAnimationFrame(() => setTimeout(done, MEANWHILE));
    setTimeout(done, SOON);
    addEventListener("pagehide", done);
  });
