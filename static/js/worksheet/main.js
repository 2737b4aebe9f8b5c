// The button that prints the sheets; without scripts the browser's own menu does it.
document.querySelector("#print")?.addEventListener("click", () => window.print());
