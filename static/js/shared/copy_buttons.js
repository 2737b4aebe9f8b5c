// Buttons that copy a text, that of an element of the page or that at an address of the program, and say that they did.

const SAID = 1500; // ms

export function mountCopies() {
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-copies]");
    if (!button) return;
    const text = await textOf(button.dataset.copies).catch(() => null);
    if (text !== null && (await copied(text))) say(button);
  });
}

/** @param {string} from a selector of an element, or a path */
async function textOf(from) {
  if (from.startsWith("/")) {
    const answer = await fetch(from);
    return answer.ok ? answer.text() : null;
  }
  const source = document.querySelector(from);
  return source && (source.dataset.text ?? source.innerText);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text); // no clipboard on a plain-HTTP host
  }
}

/** What a reader would do: mark the text and copy what is marked. */
function copiedByHand(text) {
  const held = document.activeElement, area = document.createElement("textarea");
  area.className = "visually-hidden";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  held?.focus({ preventScroll: true });
  return done;
}

function say(button) {
  const label = button.getAttribute("aria-label");
  button.classList.add("copied");
  if (button.dataset.done) button.setAttribute("aria-label", button.dataset.done);
  setTimeout(() => {
    button.classList.remove("copied");
    if (label) button.setAttribute("aria-label", label);
  }, SAID);
}
