// The program may be served below a path of another site; the page states which.

/** The address that the browser has to request. @param {string} path from the program's own root */
export const at = (path) => (document.documentElement.dataset.root ?? "") + path;
