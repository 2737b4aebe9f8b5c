// The window's size decides how the workbench is drawn; the projector is chosen by its key or its address.

const REST = 3000; // ms until pointer and focus are hidden on the projector
const SETTLE = 150; // ms in which a window may still be dragged

/** The view for a window of that width. @param {number} width px */
export const viewFor = (width) => (width < 820 ? "phone" : width >= 1600 ? "wide" : "desk");

/**
 * @param {(values: {view: string}) => Promise<void>} look asks for the workbench in another view
 * @param {(name: string, value: string) => void} choose keeps it for the next page
 */
export function mountView(look, choose) {
  const root = document.documentElement, here = new URL(location.href);
  let timer = 0, idle = 0;

  const show = (view) => {
    if (view === root.dataset.view) return;
    if (view === "projector") here.searchParams.set("view", view);
    else here.searchParams.delete("view");
    history.replaceState(null, "", here);
    if (view === "projector") root.dataset.view = view;
    else choose("view", view);
    look({ view });
  };
  const update = () => {
    if (root.dataset.view !== "projector") show(viewFor(window.innerWidth));
  };
  const stir = () => {
    clearTimeout(idle);
    root.classList.remove("idle");
    if (root.dataset.view === "projector") idle = setTimeout(() => root.classList.add("idle"), REST);
  };
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(update, SETTLE);
  });
  for (const event of ["pointermove", "pointerdown", "keydown", "focusin"]) document.addEventListener(event, stir);
  update();
  stir();

  return {
    projecting: () => root.dataset.view === "projector",
    toggle: () => show(root.dataset.view === "projector" ? viewFor(window.innerWidth) : "projector"),
    update,
  };
}
