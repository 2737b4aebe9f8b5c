// The htmx swap style `patch`: an answer that is much like what is on the page changes only what differs. htmx's own
// morph does the same for any two documents, and takes three times as long over two of ours.
//
// hx-swap="patch"  The target becomes the first element of the answer. An element is known by its id, one without by its
//                  place, so that what stays keeps its focus, what was typed into it, and its place in a motion.
// hx-morph-skip    on an element: it stays as it is, as in a morph.
//
// Of what a step shows, some elements change once the rest is on the screen, or when the next request is made. Until
// then they are marked as busy; `htmx:patch:finished` announces the end.

import { drawn } from "./drawn.js";

/** @typedef {{insertContent: (task: object) => void}} Internal the part of htmx's internal API that is used here */

const POWERED = "data-htmx-powered"; // what htmx marks its elements with
const NEAR = 3; // siblings among which an equal one is looked for

/** @param {Node | null} node @returns {node is Element} */
const isElement = (node) => node?.nodeType === Node.ELEMENT_NODE;

/** Equal, and nothing in it that `isEqualNode` does not see. @param {Node} old @param {Node} fresh */
const isSame = (old, fresh) =>
  old.isEqualNode(fresh) && !(isElement(fresh) && (fresh.localName === "template" || fresh.querySelector("template")));

/** Whether one may become the other. @param {Node | null} old @param {Node} fresh */
const isLike = (old, fresh) =>
  isElement(old) && isElement(fresh) ? old.localName === fresh.localName && old.id === fresh.id : old?.nodeType === fresh.nodeType;

/** The sibling with an id, from a certain one on. @param {ChildNode | null} first @param {string} id */
function named(first, id) {
  for (let old = first; old; old = old.nextSibling) if (isElement(old) && old.id === id) return old;
  return null;
}

/** An equal element without an id, not far from the first. @param {ChildNode | null} first @param {Element} fresh */
function equal(first, fresh) {
  for (let old = first, tried = 0; old && tried < NEAR && !(isElement(old) && old.id); old = old.nextSibling, tried++) {
    if (old.isEqualNode(fresh)) return old;
  }
  return null;
}

/** The node, from a certain sibling on, that is to become another one. @param {ChildNode | null} first @param {Node} fresh */
function counterpart(first, fresh) {
  if (!isElement(fresh)) return isLike(first, fresh) ? first : null;
  const found = fresh.id ? named(first, fresh.id) : equal(first, fresh);
  if (found || fresh.id) return isLike(found, fresh) ? found : null;
  const { nextElementSibling } = fresh; // where one is new, those after it stay
  return isLike(first, fresh) && !(nextElementSibling && first?.isEqualNode(nextElementSibling)) ? first : null;
}

/** Whether the reader decides: what has a name of its own and was opened or closed stays so. @param {Element} old @param {string} name */
const isReaders = (old, name) => name === "open" && old.localName === "details" && old.id !== "";

/** @param {Element} old @param {Element} fresh @returns {string[]} the names of those that have changed */
function patchAttributes(old, fresh) {
  const changed = [];
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value || isReaders(old, name)) continue;
    changed.push(name);
    old.setAttribute(name, value);
    if (name === "value" && old instanceof HTMLInputElement && document.activeElement !== old) old.value = value;
  }
  const gone = old.getAttributeNames().filter((name) => name !== POWERED && !isReaders(old, name) && !fresh.hasAttribute(name));
  for (const name of gone) old.removeAttribute(name);
  return [...changed, ...gone];
}

/**
 * @param {Internal} api
 * @param {(old: Element, fresh: Element) => boolean} isLater whether an element is left as it is now
 * @param {(element: Element) => void} renew makes htmx read the attributes of an element again
 */
function patchWith(api, isLater, renew) {
  /** Take a node from the page, and what htmx keeps for it. @param {ChildNode} node */
  function discard(node) {
    const powered = isElement(node) && (node.hasAttribute(POWERED) || node.querySelector(`[${POWERED}]`));
    if (powered) api.insertContent({ target: node, swapSpec: "delete", fragment: document.createDocumentFragment() });
    else node.remove();
  }

  /**
   * Take nodes from the page up to a certain one, or all that follow.
   * @param {ChildNode | null} first @param {ChildNode | null} end @returns {ChildNode | null} what follows the end
   */
  function discardUntil(first, end) {
    let next = first;
    while (next && next !== end) {
      const passed = next;
      next = next.nextSibling;
      discard(passed);
    }
    return end?.nextSibling ?? null;
  }

  /** @param {Node} old @param {Node} fresh @param {Element[]} added */
  function patchChildren(old, fresh, added) {
    let next = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const match = counterpart(next, child);
      if (match) {
        next = discardUntil(next, match);
        patchNode(match, child, added);
      } else {
        old.insertBefore(child, next);
        if (isElement(child)) added.push(child);
      }
    }
    discardUntil(next, null);
  }

  /** @param {Node} old @param {Node} fresh @param {Element[]} added those that came onto the page */
  function patchNode(old, fresh, added) {
    if (isSame(old, fresh)) return;
    if (!isElement(old) || !isElement(fresh)) old.nodeValue = fresh.nodeValue;
    else if (!old.hasAttribute("hx-morph-skip") && !isLater(old, fresh)) {
      const requests = patchAttributes(old, fresh).some((name) => name.startsWith("hx-"));
      if (requests) renew(old);
      if (old instanceof HTMLTemplateElement && fresh instanceof HTMLTemplateElement) patchChildren(old.content, fresh.content, []);
      else patchChildren(old, fresh, added);
    }
  }

  return patchNode;
}

/**
 * @param {Pick<import("htmx.org").Htmx, "process" | "trigger">} htmx
 * @param {{steps: string, last: string}} selectors of the buttons and forms that step, and of what then changes last
 * @returns {object} the extension, as htmx.registerExtension accepts it
 */
export function patch(htmx, { steps, last }) {
  /** @type {ReturnType<typeof patchWith>} */
  let patchNode;
  /** What is left for later; null while nothing is. @type {[Element, Element][] | null} */
  let later = null;
  /** Elements whose requests have changed. @type {Element[]} */
  const renewed = [];
  /** Whether what is swapped now was asked for by a step. */
  let stepped = false;

  /** Let htmx process what has come, and what has changed. @param {Element[]} added */
  function process(added) {
    for (const element of added) htmx.process(element);
    for (const element of renewed.splice(0)) htmx.process(element, element.hasAttribute(POWERED)); // from the start, if it was before
  }

  /** Leave an element for later if it is one of the last. @param {Element} old @param {Element} fresh */
  function leave(old, fresh) {
    if (!later || !fresh.matches(last)) return false;
    later.push([old, fresh]);
    old.setAttribute("aria-busy", "true"); // goes with the patch
    return true;
  }

  /** Show what was left. */
  function finish() {
    const pairs = later ?? [], added = /** @type {Element[]} */ ([]);
    later = null;
    for (const [old, fresh] of pairs) patchNode(old, fresh, added);
    process(added);
    if (pairs.length) htmx.trigger(document.body, "htmx:patch:finished", {});
  }

  return {
    /** @param {Internal} api */
    init(api) {
      patchNode = patchWith(api, leave, (element) => renewed.push(element));
    },

    htmx_before_request: finish,

    /** @param {Node} source what made the request */
    htmx_before_swap(source) {
      stepped = isElement(source) && source.closest(steps) !== null;
    },

    /**
     * @param {string} style @param {Element} target @param {DocumentFragment} fragment
     * @returns {Element[] | false} what htmx has to process; false where the style is another one
     */
    handle_swap(style, target, fragment) {
      const fresh = fragment.firstElementChild, added = /** @type {Element[]} */ ([]);
      if (style !== "patch" || !fresh) return false;
      finish();
      if (stepped) {
        later = [];
        drawn().then(finish);
      }
      patchNode(target, fresh, added);
      process([]);
      return added;
    },
  };
}
