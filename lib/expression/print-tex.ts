import { shownFunction } from "./function-names.ts";
import { greekNames, greekOfCommand } from "./greek.ts";
import { type Accent, partsOfName } from "./name-parts.ts";
import type { Line, Partial, Tree } from "./tree.ts";
import { type FormulaOptions, type Writer, writeLine, writeName, writePartial, writeTree } from "./write-formula.ts";

export type TexOptions = FormulaOptions;

/** A tree as TeX for KaTeX. */
export function printTex(tree: Tree, options: TexOptions = {}): string {
  return writeTree(tex, tree, options);
}

/** A line as TeX, with its left side and every further side. */
export function lineTex(line: Line, options: TexOptions = {}): string {
  return writeLine(tex, line, options);
}

/** "W3" as W_{3}, "delta2_1" as \delta_{2,1}, "W_out" as W_{\mathrm{out}}; in its layer's colour. */
export function nameTex(name: string, options: TexOptions = {}): string {
  return writeName(tex, name, options);
}

export function partialTex(partial: Partial, options: TexOptions = {}): string {
  return writePartial(tex, partial, options);
}

/** Functions that TeX has a command for. */
const commands: ReadonlySet<string> = new Set(
  "exp ln sin cos tan sinh cosh tanh arcsin arccos arctan max min".split(" "),
);

const joins = { "+": " + ", "-": " - ", times: " \\cdot ", elementwise: " \\odot ", implied: "\\," } as const;

const tex: Writer = {
  /** "4.2e-8" is set as 4.2 · 10⁻⁸. */
  number(text) {
    const [digits = text, exponent] = text.toLowerCase().split("e");
    return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
  },
  constant: (name) => (name === "pi" ? "\\pi" : "e"),
  name: (name, layer) => (layer === null ? plainName(name) : `\\htmlClass{layer-${layer}}{${plainName(name)}}`),
  partial: (of, by) => `\\frac{\\partial ${of}}{\\partial ${by}}`,
  call: (name, primes, inputs) => `${functionTex(name)}${"'".repeat(primes)}${bracketed(inputs.join(", "))}`,
  root: (inside) => `\\sqrt{${inside}}`,
  bars: (inside) => `\\left|${inside}\\right|`,
  negative: (operand) => `-${operand}`,
  transpose: (base) => `${base}^{\\top}`,
  fraction: (above, below) => `\\frac{${above}}{${below}}`,
  power: (base, exponent) => `${base}^{${exponent}}`,
  join: (join, first, second) => `${first}${joins[join]}${second}`,
  brackets: bracketed,
  matrix: (rows) => `\\begin{bmatrix} ${rows.map((row) => row.join(" & ")).join(" \\\\ ")} \\end{bmatrix}`,
  /** One entry keeps a comma. */
  list: (entries) => `\\left[${entries.join(", ")}${entries.length === 1 ? "," : ""}\\right]`,
  equals: (sides) => sides.join(" = "),
};

/** Brackets that grow with what is tall; round the rest plain ones, which leave no gap. */
function bracketed(inside: string): string {
  return /\\frac|\\begin|\\sqrt/.test(inside) ? `\\left(${inside}\\right)` : `(${inside})`;
}

function functionTex(name: string): string {
  const shown = shownFunction(name);
  const greek = greekNames.get(shown);
  if (greek !== undefined) return `\\${greek}`;
  return commands.has(shown) ? `\\${shown}` : `\\operatorname{${shown.replaceAll("_", "\\_")}}`;
}

function plainName(name: string): string {
  const { letters, accent, below } = partsOfName(name);
  const base = accent === null ? wordTex(letters) : accentTex(accent, letters);
  return below.length === 0 ? base : `${base}_{${below.map(subscriptTex).join(",")}}`;
}

function accentTex(accent: Accent, letters: string): string {
  return `\\${accent}{${wordTex(letters)}}`;
}

function wordTex(letters: string): string {
  if (greekOfCommand(letters) === letters) return `\\${letters}`;
  return letters.length === 1 ? letters : `\\mathrm{${letters.replaceAll("_", "\\_")}}`;
}

function subscriptTex(part: string): string {
  return /^(?:\d+|[A-Za-z])$/.test(part) ? part : `\\mathrm{${part}}`;
}
