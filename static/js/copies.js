// Buttons that copy the text of another element and say that they did.

const SAID = 1500; // ms

export function mountCopies() {
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-copies]");
    const source = button && document.querySelector(button.dataset.copies);
    if (!source) return;
    const label = button.getAttribute("aria-label");
    try {
      await navigator.clipboard.writeText(source.dataset.text ?? source.innerText);
    } catch {
      getSelection()?.selectAllChildren(source); // no clipboard on a plain-HTTP host: the text is marked instead
      return;
    }
    button.classList.add("copied");
    if (button.dataset.done) button.setAttribute("aria-label", button.dataset.done);
    setTimeout(() => {
      button.classList.remove("copied");
      if (label) button.setAttribute("aria-label", label);
    }, SAID);
  });
}
