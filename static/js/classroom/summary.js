// The summary of a class: the time of the lesson as it was here, and the button that prints.

const time = /** @type {HTMLTimeElement | null} */ (document.querySelector("#lesson-time"));
if (time) {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
  time.textContent = words.formatRange(new Date(time.dateTime), new Date(time.dataset.end ?? time.dateTime));
}
document.querySelector("#print")?.addEventListener("click", () => window.print());
