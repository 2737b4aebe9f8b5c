// Cuts the fonts to the letters and weights that the program uses, to a quarter of their size:
// `node tools/fonts.mjs LETTERS FOLDER` reads the letters from a file and writes the fonts to a folder.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import subset from "subset-font";

const [letters, folder] = process.argv.slice(2);
const text = await readFile(letters, "utf8");
const formula = text.replace(/["#$%&;<>?@\\^_`{|}~]/g, ""); // no formula contains these

const inter = { from: "@fontsource-variable/inter/files/inter", weights: { min: 400, max: 720 }, features: ["tnum", "kern"] };
const stix = { from: "@fontsource/stix-two-text/files/stix-two-text", text: formula, features: [] };
// for what is upright in a formula: its MATH table also tells browsers where subscripts and brackets belong
const math = { ...stix, from: "@fontsource/stix-two-math/files/stix-two-math", text: formula.replace(/[a-z\u0400-\u04ff]/g, "") + "explnmaxT" };
const mono = { from: "@fontsource-variable/jetbrains-mono/files/jetbrains-mono", weights: { min: 400, max: 650 }, features: [] };

const FONTS = {
  "inter-latin": { ...inter, part: "latin-wght-normal" },
  "inter-cyrillic": { ...inter, part: "cyrillic-wght-normal" },
  "stix-two-text-latin": { ...stix, part: "latin-500-italic" },
  "stix-two-text-greek": { ...stix, part: "greek-500-italic" },
  "stix-two-text-latin-ext": { ...stix, part: "latin-ext-500-italic" },
  "stix-two-math": { ...math, part: "latin-400-normal" },
  "jetbrains-mono-latin": { ...mono, part: "latin-wght-normal" },
  "jetbrains-mono-cyrillic": { ...mono, part: "cyrillic-wght-normal" },
};

for (const [name, { from, part, weights, features, text: own = text }] of Object.entries(FONTS)) {
  const whole = await readFile(join("node_modules", `${from}-${part}.woff2`));
  const cut = await subset(whole, own, {
    targetFormat: "woff2",
    keepFeatures: features,
    noHinting: true,
    ...(weights && { variationAxes: { wght: weights } }),
  });
  await writeFile(join(folder, `${name}.woff2`), cut);
}
