// The htmx extension `in-order`: a press made while the answer of another is under way waits for it (hx-sync "queue all"),
// and is then made on what that answer shows. Its address was written for the state before, and would take it back.

/**
 * @typedef {import("../../shared/patient.js").Context} Context
 * @typedef {Map<string, string>} Fields
 * @typedef {object} Press what the page was when somebody pressed
 * @property {string} page the address that it showed
 * @property {Fields} base the fields as this control had them from the server
 * @property {string | null} words what the control said
 */

const page = () => document.getElementById("lesson")?.dataset.address ?? "";

/** The fields of an address. @param {string} address @returns {Fields} */
const fieldsIn = (address) => new Map(new URL(address, "http://lesson").searchParams);

/**
 * The fields of a press on what is shown now: what it changed in its base, changed in these.
 * @param {Fields} base @param {Fields} pressed @param {Fields} now
 */
export function joined(base, pressed, now) {
  const fields = new Map(now);
  for (const name of base.keys()) if (!pressed.has(name)) fields.delete(name);
  for (const [name, value] of pressed) if (base.get(name) !== value) fields.set(name, value);
  return fields;
}

/** The value that the server has written into a field; null where it would not be sent. @param {Element} field */
function written(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].find((each) => each.defaultSelected)?.value ?? "";
  if (!(field instanceof HTMLInputElement)) return null;
  if (["radio", "checkbox"].includes(field.type)) return field.defaultChecked ? field.value : null;
  return field.defaultValue;
}

/** What a control would send on what the page shows. @param {Element} control @returns {Fields} */
function unchanged(control) {
  if (!(control instanceof HTMLFormElement)) return fieldsIn(page());
  const fields = new Map();
  for (const field of control.elements) {
    const value = written(field), name = field.getAttribute("name");
    if (name && value !== null) fields.set(name, value);
  }
  return fields;
}

/** The button that was pressed in a form. @param {Context} ctx */
function buttonOf({ sourceEvent }) {
  const button = sourceEvent instanceof SubmitEvent ? sourceEvent.submitter : null;
  return button instanceof HTMLButtonElement && button.name && button.isConnected ? button : null;
}

/** The address of a press, for what the page shows now. @param {Element} control @param {Context} ctx @param {Press} press */
function again(control, ctx, { base, words }) {
  const pressed = fieldsIn(ctx.request.action), button = buttonOf(ctx), view = pressed.get("view");
  const same = control.isConnected && control.textContent === words && control.hasAttribute("data-key");
  const link = same && control.getAttribute("href");
  // what a key does leads on from here: Next pressed twice is two beats, and a button that adds 0.1 adds it twice
  const fields = link ? fieldsIn(link) : joined(base, pressed, unchanged(control));
  if (button) fields.set(button.name, button.value);
  if (view) fields.set("view", view);
  return `${ctx.request.action.split("?")[0]}?${new URLSearchParams([...fields])}`;
}

/** The extension, as htmx.registerExtension accepts it; after `patient`, which keeps the line. */
export function inOrder() {
  /** @type {WeakMap<Context, Press>} */
  const presses = new WeakMap();
  return {
    /** @param {Element} control @param {{ctx: Context}} detail */
    htmx_config_request(control, { ctx }) {
      presses.set(ctx, { page: page(), base: unchanged(control), words: control.textContent });
      // of what is set in the form the newest waits alone: it holds what was set before
      const [before] = ctx.line?.slice(-2, -1) ?? [];
      if (before?.sourceElement === control && !buttonOf(before)) before.cancelled = true;
    },

    /** @param {Element} control @param {{ctx: Context}} detail */
    htmx_before_request(control, { ctx }) {
      const press = presses.get(ctx);
      if (press && press.page !== page()) ctx.request.action = again(control, ctx, press);
    },
  };
}
