// The program may be served below a path of another site; the page says which.

/** An address of the program, as the browser has to ask for it. @param {string} path from the program's own root */
export const at = (path) => (document.documentElement.dataset.root ?? "") + path;
