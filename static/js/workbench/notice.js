// A line that the page says by itself, at the place of the server's notes; the next answer takes it away.

/** @param {string} text */
export function notice(text) {
  const place = document.getElementById("note");
  if (!place || !text) return;
  const note = document.createElement("div"), line = document.createElement("h2");
  note.className = "note quiet";
  line.textContent = text;
  note.append(line);
  place.setAttribute("role", "status");
  place.replaceChildren(note);
}
