// The list of lessons: a tick for each lesson whose questions were all answered in this browser, and the next one to
// continue with.

import { all } from "../../shared/dom.js";
import { answered, isDone } from "../kit/questions.js";

/** Show that a lesson is done. @param {HTMLElement} lesson */
function tick(lesson) {
  const mark = lesson.querySelector(".done");
  if (mark instanceof HTMLElement) mark.hidden = false;
  lesson.classList.add("answered");
}

export function mountList() {
  const link = document.getElementById("continue"), lessons = all("[data-lesson-slug]");
  if (!link) return;
  const kept = answered(), open = lessons.filter(({ dataset }) => !isDone(kept[dataset.lessonSlug ?? ""]));
  lessons.filter((lesson) => !open.includes(lesson)).forEach(tick);
  const [next] = open;
  if (!next || Object.keys(kept).length === 0) return;
  next.classList.add("next");
  link.setAttribute("href", next.querySelector("a")?.getAttribute("href") ?? "");
  link.textContent = (link.dataset.words ?? "").replace("{number}", next.dataset.number ?? "");
  link.hidden = false;
  document.getElementById("begin")?.classList.remove("primary");
}
