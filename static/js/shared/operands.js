// What each number is made from, as patterns of keys: `*` stands for every unit. Layers from 1, units and inputs from 0.

/**
 * The table: letter -> patterns, from the layer, the unit and (of weights) the input.
 * @type {Record<string, (place: {layer: number, unit: string, input: string, depth: number, softmax: boolean}) => string[]>}
 */
const USES = {
  Z: ({ layer, unit }) => [`${arriving(layer)}.*`, `W.${layer}.*.${unit}`, `B.${layer}.${unit}`],
  H: ({ layer, unit, depth, softmax }) => [`Z.${layer}.${softmax && layer === depth ? "*" : unit}`],
  C: ({ layer }) => [`H.${layer}.*`, `Y.${layer}.*`],
  R: ({ layer, unit }) => [`Z.${layer}.${unit}`],
  M: ({ layer, unit, depth }) =>
    layer === depth ? [`H.${layer}.${unit}`, `Y.${layer}.${unit}`] : [`E.${layer + 1}.*`, `W.${layer + 1}.${unit}.*`],
  E: ({ layer, unit }) => [`M.${layer}.${unit}`, `R.${layer}.${unit}`],
  dW: ({ layer, unit, input }) => [`${arriving(layer)}.${input}`, `E.${layer}.${unit}`],
  dB: ({ layer, unit }) => [`E.${layer}.${unit}`],
};

/** What comes into a layer of weights: the inputs, or the activations before it. */
function arriving(layer) {
  return layer === 1 ? "X.0" : `H.${layer - 1}`;
}

/** @param {string} key for example `dW.1.0.2`: letter, layer, [input,] unit */
export function parts(key) {
  const [letter, layer, ...units] = key.split(".");
  return { letter, layer: Number(layer), unit: units.at(-1) ?? "*", input: units.length > 1 ? units[0] : "*" };
}

/**
 * The matrix that a number stands in, as the formula and the program name it (core/stages.py: symbol); a message has none.
 * @param {string} key @param {number} depth layers of weights
 */
export function symbolOf(key, depth) {
  const { letter, layer } = parts(key);
  if (letter === "M") return null;
  if (letter === "X" || letter === "Y" || letter === "C") return letter;
  if (letter === "H" && layer === depth) return "ŷ";
  if (depth === 1) return letter === "E" ? "Eo" : letter;
  if (depth === 2) return letter === "H" ? "H" : letter + "ho"[layer - 1];
  return `${letter}${layer}`;
}

/**
 * The patterns of the numbers that one is made from; an error shows those of its message too.
 * @param {string} key @param {{depth: number, softmax?: boolean}} network
 */
export function operands(key, network) {
  const place = { ...parts(key), softmax: false, ...network };
  const found = USES[place.letter]?.(place) ?? [];
  return place.letter === "E" ? [...found, ...USES.M(place)] : found;
}

/** Whether a key is one of those that a pattern names. */
export function matches(pattern, key) {
  const wanted = pattern.split("."), given = key.split(".");
  return wanted.length === given.length && wanted.every((part, index) => part === "*" || part === given[index]);
}

/** The pattern of the edges that a key is about: of a weight its own, of a sum all that arrive or that it came along. */
export function edges(key, { depth }) {
  const { letter, layer, unit, input } = parts(key);
  if (letter === "W" || letter === "dW") return `W.${layer}.${input}.${unit}`;
  if (letter === "Z") return `W.${layer}.*.${unit}`;
  if ((letter === "E" || letter === "M") && layer < depth) return `W.${layer + 1}.${unit}.*`;
  return null;
}

/** The unit that a number stands at, as the lens writes it; none for a weight, a target or the cost. */
export function unitOf(key) {
  const [letter, layer, unit] = key.split(".");
  return "XZHRME".includes(letter) ? `${layer}.${unit}` : null;
}
