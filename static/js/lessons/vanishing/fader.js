// The fader of the lesson on whispers: the picture tilts within a frame of each movement, until the server's answer
// brings the exact numbers. Weights times c multiply the error by c in every layer: exact for ReLU, close for others.

/** What a change of the weights by a factor moves: the tilt of the lines, and the way of the first layer, in units of
 * the drawing. @param {number} factor @param {{ power: number, layer: number, layers: number, right: number }} plot */
export function tiltBy(factor, { power, layer, layers, right }) {
  const rise = Math.log10(factor) * power, slope = rise / layer;
  return { lines: [1, slope, 0, 1, 0, -slope * right], first: -layers * rise };
}

const fader = () => /** @type {HTMLInputElement | null} */ (document.getElementById("slide-size"));

/** @param {HTMLInputElement} slider @param {SVGElement} picture */
function tilt(slider, picture) {
  const [power, layer, layers] = ["power", "layer", "layers"].map((name) => Number(picture.dataset[name]));
  const plot = { power, layer, layers, right: Number(picture.getAttribute("width")) };
  const { lines, first } = tiltBy(Number(slider.value) / Number(slider.defaultValue), plot);
  for (const line of picture.querySelectorAll(".band, .middle")) line.setAttribute("transform", `matrix(${lines.join(" ")})`);
  picture.querySelector(".dots")?.setAttribute("transform", `translate(0 ${first})`);
}

function follow() {
  const slider = fader(), picture = document.querySelector("#lesson .cloud [data-power]");
  if (!slider || !(picture instanceof SVGElement)) return;
  tilt(slider, picture);
  const printed = document.querySelector('output[for="slide-size"]');
  const words = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 });
  if (printed) printed.textContent = words.format(Number(slider.value));
}

export function mountFader() {
  if (document.getElementById("lesson")?.dataset.lesson !== "vanishing") return;
  document.addEventListener("input", ({ target }) => target === fader() && follow());
  document.addEventListener("htmx:after:swap", follow);
}
