// The htmx extension `patch`: a swap style for an answer that is the page's own element after a change. It writes only
// what differs; whatever has an id keeps its element, anything else is paired in order.
//
// hx-swap="patch"   htmx's own morph compares every attribute of every element in script, which takes longer than all
//                   else that a click does. Here the browser itself compares, and equal parts are passed over whole.
//
// Elements with `hx-morph-skip` stay as they are. One whose own hx-* attributes change is replaced, so that htmx reads
// them again.

const MARK = "data-htmx-powered"; // htmx's own sign on the page
const SKIPPED = "[hx-morph-skip]";
const BEHAVES = "[hx-get], [hx-post]"; // what htmx must read

const isElement = (/** @type {Node | null | undefined} */ node) => node instanceof Element;

/** @param {Node | null} node */
const idOf = (node) => (isElement(node) ? /** @type {Element} */ (node).id : "");

/** Whether one element can become the other as htmx sees it. @param {Element} old @param {Element} fresh */
const behavesAlike = (old, fresh) =>
  [...new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])]
    .every((name) => !name.startsWith("hx-") || old.getAttribute(name) === fresh.getAttribute(name));

/** @param {Node} old @param {Node} fresh */
const isPair = (old, fresh) =>
  old.nodeName === fresh.nodeName && idOf(old) === idOf(fresh) &&
  (!isElement(old) || behavesAlike(/** @type {Element} */ (old), /** @type {Element} */ (fresh)));

/** @param {Element} old @param {Element} fresh */
function patchAttributes(old, fresh) {
  const names = fresh.getAttributeNames();
  for (const name of names) {
    const value = /** @type {string} */ (fresh.getAttribute(name));
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) if (name !== MARK && !names.includes(name)) old.removeAttribute(name);
}

/** @param {Node} old @param {Node} fresh @param {Node[]} added */
function patchNode(old, fresh, added) {
  if (!isElement(old)) old.nodeValue = fresh.nodeValue;
  else if (!old.isEqualNode(fresh) && !/** @type {Element} */ (old).matches(SKIPPED)) {
    patchAttributes(/** @type {Element} */ (old), /** @type {Element} */ (fresh));
    patchChildren(old, fresh, added);
  }
}

/**
 * The child at a place, without those before it that have no id, if `fresh` has one.
 * @param {Node | null} place @param {Node} fresh @param {Node} parent
 */
function reached(place, fresh, parent) {
  const known = idOf(fresh) ? document.getElementById(idOf(fresh)) : null;
  if (known?.parentNode !== parent) return place;
  let reachable = place;
  while (reachable && reachable !== known && !idOf(reachable)) {
    const passed = /** @type {ChildNode} */ (reachable);
    reachable = passed.nextSibling;
    passed.remove();
  }
  return reachable;
}

/** The child of the page that becomes `fresh`. @param {Node | null} place @param {Node} fresh @param {Node} parent */
function oldOf(place, fresh, parent) {
  const old = idOf(fresh) ? document.getElementById(idOf(fresh)) : place;
  return old && old.parentNode === parent && isPair(old, fresh) ? old : null;
}

/** @param {Node} parent @param {Node} fresh @param {Node[]} added */
function patchChildren(parent, fresh, added) {
  let place = parent.firstChild;
  for (const child of [...fresh.childNodes]) {
    place = /** @type {ChildNode | null} */ (reached(place, child, parent));
    const old = oldOf(place, child, parent);
    if (old === place && old) place = old.nextSibling;
    else parent.insertBefore(old ?? child, place);
    if (old) patchNode(old, child, added);
    else added.push(child);
  }
  while (place) {
    const rest = place;
    place = place.nextSibling;
    rest.remove();
  }
}

/** What htmx must read among nodes that are new. @param {Node[]} added */
const behaving = (added) =>
  added.filter((node) => isElement(node) && (/** @type {Element} */ (node).matches(BEHAVES) || /** @type {Element} */ (node).querySelector(BEHAVES)));

/** The extension, as htmx.registerExtension accepts it. */
export const patch = {
  /**
   * @param {string} style @param {Element} target @param {DocumentFragment} fragment
   * @returns {Node[] | false} what htmx must read; false for another style
   */
  handle_swap(style, target, fragment) {
    const fresh = style === "patch" && fragment.getElementById(target.id);
    if (!fresh) return false;
    /** @type {Node[]} */
    const added = [];
    patchNode(target, fresh, added);
    return behaving(added);
  },
};
