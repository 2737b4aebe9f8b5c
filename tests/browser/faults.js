// What a user would see to be wrong in the workbench as it is laid out now: a list of faults in words.
// Evaluated in the page with the least sizes of text, in px: { text, script }.
(least) => {
  const faults = new Set();
  const round = Math.round;
  const SCRIPTS = "sub, sup, .sub, msub > :nth-child(2), msup > :nth-child(2), msubsup > :not(:first-child)";

  /** @param {Element} element */
  const name = (element) => {
    const named = element.closest("[id]"), own = element.id ? "" : ` ${element.localName}`;
    return `${named ? `#${named.id}` : ""}${own}`.trim();
  };
  /** @param {DOMRect} box */
  const place = (box) => `${round(box.width)}×${round(box.height)} at ${round(box.left)},${round(box.top)}`;
  /** @param {string} text */
  const quoted = (text) => `“${text.trim().replace(/\s+/g, " ").slice(0, 32)}”`;

  /** @param {Element} element */
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !element.closest(".visually-hidden, .skip, .motion, option, :popover-open")
    && getComputedStyle(element).clipPath === "none";

  /** The part of a box that its scrolling and clipping ancestors leave. @param {Element} element @param {DOMRect} box */
  const clipped = (element, box) => {
    let { left, top, right, bottom } = box;
    let scrolls = false;
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflow === "visible") continue;
      const edge = at.getBoundingClientRect();
      if (edge.left > left + 1 || edge.right < right - 1) scrolls ||= /auto|scroll/.test(style.overflowX);
      if (edge.top > top + 1 || edge.bottom < bottom - 1) scrolls ||= /auto|scroll/.test(style.overflowY);
      left = Math.max(left, edge.left); right = Math.min(right, edge.right);
      top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
      if (style.position === "fixed") break;
    }
    return { box: new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top)), scrolls };
  };

  /** What lies over the middle of a box that belongs to an element. @param {Element} element @param {DOMRect} box */
  const cover = (element, box) => {
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
    const over = document.elementFromPoint(x, y);
    const related = !over || over.contains(element) || element.contains(over)
      || (over.closest("svg") && over.closest("svg") === element.closest("svg"));
    return related ? null : over;
  };

  // every text that is seen, once per line
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.nodeValue ?? "";
    if (!element || !text.trim() || /^(SCRIPT|STYLE|TEMPLATE)$/.test(element.tagName) || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && box.height) texts.push({ element, text, box });
  }

  const page = document.documentElement;
  if (page.scrollWidth > innerWidth + 1) faults.add(`the page is ${page.scrollWidth} px wide in a window of ${innerWidth}`);

  // sizes of text, the smallest for each part of the page
  const small = new Map();
  for (const { element, text } of texts) {
    const svg = element.closest("svg");
    const scale = svg?.viewBox.baseVal?.width ? Math.abs(svg.getScreenCTM()?.a ?? 1) : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    const floor = element.closest(SCRIPTS) ? least.script : least.text;
    const part = svg ? "the drawing" : name(element), known = small.get(part + floor);
    if (size < floor - 0.05 && !(known?.size <= size)) small.set(part + floor, { size, floor, text, part });
  }
  for (const { size, floor, text, part } of small.values())
    faults.add(`${quoted(text)} in ${part} is ${size.toFixed(1)} px, not ${floor}`);

  // a drawing scrolls sideways only if it would not fit with the smallest text that can be read
  const box = document.querySelector(".diagram-place"), drawn = document.querySelector("#diagram");
  if (box && drawn && drawn.scrollWidth !== undefined && drawn.getBoundingClientRect().width > box.clientWidth + 1) {
    const smallest = Math.min(...texts.filter(({ element }) => drawn.contains(element) && !element.closest(SCRIPTS))
      .map(({ element }) => parseFloat(getComputedStyle(element).fontSize) * Math.abs(drawn.getScreenCTM()?.a ?? 1)));
    const wide = drawn.getBoundingClientRect().width;
    if ((wide * least.text) / smallest <= box.clientWidth)
      faults.add(`the drawing scrolls sideways, ${round(wide)} px in ${box.clientWidth}, with text of ${smallest.toFixed(1)} px`);
  }

  // cut off
  for (const { element, text, box } of texts) {
    const { box: left, scrolls: able } = clipped(element, box), inDrawing = element.closest("#diagram:not(.scrolls)");
    if (!left.width || !left.height) continue; // wholly left out
    const scrolls = able && !(inDrawing && left.height < box.height - 1);
    if (!scrolls && (left.width < box.width - 2 || left.height < box.height * 0.7))
      faults.add(`${quoted(text)} in ${name(element)}, ${place(box)}, is cut off`);
    if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls)
      faults.add(`${quoted(text)} in ${name(element)}, ${place(box)}, leaves the window sideways`);
  }

  // covered: what the page can scroll into view is not
  const controls = [...document.querySelectorAll("a, button, input, select, summary")]
    .filter((element) => isSeen(element) && getComputedStyle(element).opacity !== "0")
    .map((element) => ({ element, text: element.getAttribute("aria-label") ?? element.textContent ?? "", box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width && box.height);
  for (const { element, text, box } of [...texts, ...controls]) {
    const { box: left } = clipped(element, box);
    if (left.width < 4 || left.height < 4) continue;
    const over = cover(element, left);
    if (!over) continue;
    if (!element.closest("#diagram")) {
      element.scrollIntoView({ block: "center" });
      const still = cover(element, clipped(element, element.getBoundingClientRect()).box);
      scrollTo(0, 0);
      for (const scroller of document.querySelectorAll("#now, .side")) scroller.scrollTop = 0;
      if (!still) continue;
    }
    faults.add(`${quoted(text)} in ${name(element)}, ${place(box)}, is covered by ${name(over)}`);
  }

  // overlapping texts, within a line as far as they are seen
  const seen = texts.map((one) => ({ ...one, box: clipped(one.element, one.box).box }))
    .filter(({ box }) => box.width > 2 && box.height > 2).sort((a, b) => a.box.left - b.box.left);
  seen.forEach(({ element, text, box: a }, k) => {
    for (const { element: other, text: words, box: b } of seen.slice(k + 1)) {
      if (b.left > a.right) break;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across <= 3 || down <= 5 || element.contains(other) || other.contains(element)) continue;
      if (element.closest("math") && element.closest("math") === other.closest("math")) continue;
      if (a.height > 1.5 * parseFloat(getComputedStyle(element).lineHeight)) continue; // the box of several lines
      if (cover(element, a) || cover(other, b)) continue;
      faults.add(`${quoted(text)} in ${name(element)} and ${quoted(words)} in ${name(other)} overlap by ${round(across)}×${round(down)}`);
    }
  });

  // formulas: in their band, and no operator on a line of its own
  for (const math of document.querySelectorAll("#now .band math")) {
    const band = math.closest(".band"), box = math.getBoundingClientRect(), edge = band.getBoundingClientRect();
    if (box.width && (box.left < edge.left - 1 || box.right > edge.right + 1))
      faults.add(`the formula, ${place(box)}, leaves its band of ${round(edge.width)} px`);
  }
  for (const sign of document.querySelectorAll("#now .equation .sign")) {
    const box = sign.getBoundingClientRect(), next = sign.nextElementSibling?.getBoundingClientRect();
    if (box.width && next && next.top > box.bottom) faults.add(`${quoted(sign.textContent ?? "")} has a line of its own`);
  }

  // the drawing is seen whole, the explanation begins above the fold, the result is within its panel
  const dock = document.querySelector(".dock")?.getBoundingClientRect();
  const diagram = document.querySelector(".diagram-place")?.getBoundingClientRect();
  if (dock && diagram) {
    const floor = dock.top > innerHeight / 2 ? Math.min(innerHeight, dock.top) : innerHeight;
    const apart = diagram.right < dock.left + 1 || diagram.left > dock.right - 1;
    if (!apart && diagram.bottom > floor + 1) faults.add(`the drawing ends ${round(diagram.bottom - floor)} px under the dock`);
    if (diagram.bottom > innerHeight + 1) faults.add(`the drawing ends ${round(diagram.bottom - innerHeight)} px below the window`);
    if (dock.bottom > innerHeight + 1) faults.add(`the dock ends ${round(dock.bottom - innerHeight)} px below the window`);
    if (dock.height > innerHeight * 0.3) faults.add(`the dock takes ${round((100 * dock.height) / innerHeight)} % of the height`);
    const title = document.querySelector("#now-title");
    const box = title?.getBoundingClientRect();
    if (title && box?.width && (box.bottom > innerHeight || cover(title, box)))
      faults.add(`the title of the explanation lies below the fold, ${place(box)}`);
  }
  const panel = document.querySelector("#now");
  const last = panel?.querySelector(".rows tr:has(.chosen) > td:last-child, .rows tr > td:last-child");
  const result = last?.querySelector(".q") ?? last; // beside a row of several lines, it is in the middle
  if (panel && result && isSeen(result)) {
    const box = result.getBoundingClientRect(), { box: left } = clipped(result, box);
    if (left.height < box.height * 0.7 || box.bottom > innerHeight) faults.add(`the first result, ${place(box)}, is out of sight`);
  }
  return [...faults];
}
