// A line that the page shows by itself, where the server's notes appear, until something has succeeded.

const BY_PAGE = "by-page";

/** @param {string | undefined} text */
export function notice(text) {
  const place = document.getElementById("note");
  if (!place || !text) return;
  const note = document.createElement("div"), line = document.createElement("h2");
  note.className = `note quiet ${BY_PAGE}`;
  line.textContent = text;
  note.append(line);
  place.setAttribute("role", "status");
  place.replaceChildren(note);
}

export function withdrawNotice() {
  document.querySelector(`#note .${BY_PAGE}`)?.remove();
}
