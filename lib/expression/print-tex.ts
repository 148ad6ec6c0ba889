import { greekNames } from "./characters.ts";
import { beginsWithSign, rankOf, ranks, signRanks } from "./print.ts";
import type { Partial, Tree } from "./tree.ts";

/** What a printer cannot know from the tree alone. */
export interface TexOptions {
  /** The layer whose colour a name takes; null, or left out: none. */
  readonly colour?: (name: string) => number | null;
  /** Whether a name stands for a vector or a matrix: between such, `*` is set as ⊙. Left out: all are numbers. */
  readonly hasShape?: (name: string) => boolean;
}

const greek: ReadonlySet<string> = new Set(greekNames.values());

/** Functions that are not set upright by their own name. */
const functionTex: Readonly<Record<string, string>> = {
  sigmoid: "\\sigma",
  log: "\\ln",
  asin: "\\arcsin",
  acos: "\\arccos",
  atan: "\\arctan",
  relu: "\\operatorname{ReLU}",
  leaky_relu: "\\operatorname{LeakyReLU}",
  elu: "\\operatorname{ELU}",
  selu: "\\operatorname{SELU}",
  gelu: "\\operatorname{GELU}",
  silu: "\\operatorname{SiLU}",
  log_softmax: "\\operatorname{log\\_softmax}",
};
/** Functions that TeX has a command for. */
const commands: ReadonlySet<string> = new Set(["exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min"]);

/** A tree as TeX for KaTeX. What was read as a product is shown as one: `W3y2` as W₃ y₂, `a*b` as a · b. */
export function printTex(tree: Tree, options: TexOptions = {}): string {
  switch (tree.kind) {
    case "number":
      return numberTex(tree.text);
    case "constant":
      return tree.name === "pi" ? "\\pi" : "e";
    case "name":
      return nameTex(tree.name, options);
    case "partial":
      return partialTex(tree.partial, options);
    case "call":
      return callTex(tree, options);
    case "negative":
      return negativeTex(tree.operand, options);
    case "transpose":
      return `${texFrom(tree.operand, ranks.atom, options)}^{\\top}`;
    case "list":
      return listTex(tree.items, options);
    case "infix":
      return infixTex(tree, options);
  }
}

/** −(ab) is (−a)b: a product needs no brackets after its sign; a second sign does. */
function negativeTex(operand: Tree, options: TexOptions): string {
  const isFraction = operand.kind === "infix" && operand.sign === "/";
  const isSigned = !isFraction && beginsWithSign(operand);
  return `-${isSigned ? bracketed(printTex(operand, options)) : texFrom(operand, ranks.product, options)}`;
}

/** "W3" as W_{3}, "delta2_1" as \delta_{2,1}, "W_out" as W_{\mathrm{out}}; in its layer's colour. */
export function nameTex(name: string, options: TexOptions = {}): string {
  const layer = options.colour?.(name) ?? null;
  const tex = plainNameTex(name);
  return layer === null ? tex : `\\htmlClass{layer-${layer}}{${tex}}`;
}

export function partialTex({ of, by }: Partial, options: TexOptions = {}): string {
  return `\\frac{\\partial ${nameTex(of, options)}}{\\partial ${nameTex(by, options)}}`;
}

function plainNameTex(name: string): string {
  const [, letters = "", number = "", rest = ""] = /^([A-Za-z]+)(\d*)((?:_[A-Za-z0-9]+)*)$/.exec(name) ?? [];
  if (letters === "") return wordTex(name);
  const below = [...(number === "" ? [] : [number]), ...rest.split("_").filter((part) => part !== "")];
  return below.length === 0 ? wordTex(letters) : `${wordTex(letters)}_{${below.map(subscriptTex).join(",")}}`;
}

function wordTex(letters: string): string {
  if (greek.has(letters)) return `\\${letters}`;
  return letters.length === 1 ? letters : `\\mathrm{${letters.replaceAll("_", "\\_")}}`;
}

function subscriptTex(part: string): string {
  return /^(?:\d+|[A-Za-z])$/.test(part) ? part : `\\mathrm{${part}}`;
}

/** "4.2e-8" is set as 4.2 · 10⁻⁸. */
function numberTex(text: string): string {
  const [digits = text, exponent] = text.toLowerCase().split("e");
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
}

function callTex({ name, primes, inputs }: Extract<Tree, { kind: "call" }>, options: TexOptions): string {
  const inside = inputs.map((input) => printTex(input, options)).join(", ");
  if (primes === 0 && name === "sqrt") return `\\sqrt{${inside}}`;
  if (primes === 0 && name === "abs") return `\\left|${inside}\\right|`;
  const sign = functionTex[name] ?? (commands.has(name) ? `\\${name}` : `\\operatorname{${name}}`);
  return `${sign}${"'".repeat(primes)}${bracketed(inside)}`;
}

function infixTex(tree: Extract<Tree, { kind: "infix" }>, options: TexOptions): string {
  const { sign, implied, left, right } = tree;
  if (sign === "/") return `\\frac{${printTex(left, options)}}{${printTex(right, options)}}`;
  if (sign === "^") return `${baseTex(left, options)}^{${printTex(right, options)}}`;
  const rank = signRanks[sign];
  const first = texFrom(left, left.kind === "negative" ? ranks.product : rank, options);
  const whole = texFrom(right, rank + 1, options);
  // A sign stands in brackets behind another, and a number never follows without a sign.
  const isLoose = whole.startsWith("-") || ((implied || sign === "@") && /^[\d.]/.test(whole));
  const second = isLoose ? bracketed(whole) : whole;
  switch (sign) {
    case "+":
    case "-":
      return `${first} ${sign} ${second}`;
    case "@":
      return `${first}\\,${second}`;
    case "dot":
      return implied ? `${first}\\,${second}` : `${first} \\cdot ${second}`;
    case "*":
      return holdsShape(left, options) && holdsShape(right, options)
        ? `${first} \\odot ${second}`
        : `${first} \\cdot ${second}`;
  }
}

/** A fraction or a power of ten is one thing in a product, and not below an exponent. */
function baseTex(tree: Tree, options: TexOptions): string {
  const isLoose = tree.kind === "number" && /e/i.test(tree.text);
  return isLoose ? bracketed(printTex(tree, options)) : texFrom(tree, ranks.atom, options);
}

function holdsShape(tree: Tree, options: TexOptions): boolean {
  switch (tree.kind) {
    case "list":
      return true;
    case "name":
      return options.hasShape?.(tree.name) ?? false;
    case "partial":
      return options.hasShape?.(tree.partial.by) ?? false;
    case "negative":
    case "transpose":
      return holdsShape(tree.operand, options);
    case "infix":
      return holdsShape(tree.left, options) || holdsShape(tree.right, options);
    case "call":
      return tree.name !== "sum" && tree.name !== "mean" && tree.inputs.some((input) => holdsShape(input, options));
    default:
      return false;
  }
}

/** Rows of one length as a matrix; a single row, and anything else, in brackets with commas. One entry keeps a comma. */
function listTex(items: readonly Tree[], options: TexOptions): string {
  const rows = items.map((item) => (item.kind === "list" ? item.items : null));
  const width = rows[0]?.length;
  const isMatrix = rows.every(
    (row) => row !== null && row.length === width && row.every(({ kind }) => kind !== "list"),
  );
  if (!isMatrix) {
    const entries = items.map((item) => printTex(item, options)).join(", ");
    return `\\left[${entries}${items.length === 1 ? "," : ""}\\right]`;
  }
  const lines = rows.map((row) => (row ?? []).map((entry) => printTex(entry, options)).join(" & "));
  return `\\begin{bmatrix} ${lines.join(" \\\\ ")} \\end{bmatrix}`;
}

function texFrom(tree: Tree, rank: number, options: TexOptions): string {
  // A fraction's line holds it together.
  const own = tree.kind === "infix" && tree.sign === "/" ? ranks.power : rankOf(tree);
  const tex = printTex(tree, options);
  return own < rank ? bracketed(tex) : tex;
}

/** Brackets that grow with what is tall; round the rest plain ones, which leave no gap. */
function bracketed(tex: string): string {
  return /\\frac|\\begin|\\sqrt/.test(tex) ? `\\left(${tex}\\right)` : `(${tex})`;
}
