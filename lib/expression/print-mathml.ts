import { shownFunction } from "./function-names.ts";
import { greekNames } from "./greek.ts";
import { partsOfName } from "./name-parts.ts";
import type { Line, Tree } from "./tree.ts";
import { type FormulaOptions, type Writer, writeLine, writeTree } from "./write-formula.ts";

/** A tree as a MathML element. The layer of a name is its class, as in the page's own formulas. */
export function printMathml(tree: Tree, options: FormulaOptions = {}): string {
  return element("math", writeTree(mathml, tree, options));
}

/** A line as a MathML element, with its left side and every further side. */
export function printLineMathml(line: Line, options: FormulaOptions = {}): string {
  return element("math", writeLine(mathml, line, options));
}

/** Nothing to see, and read out as what they are. */
const applied = sign("\u2061");
const joins = {
  "+": sign("+"),
  "-": sign("−"),
  times: sign("·"),
  elementwise: sign("⊙"),
  implied: sign("\u2062"),
} as const;

const accents = { hat: "^", bar: "¯", tilde: "~", vec: "→" } as const;

const mathml: Writer = {
  /** "4.2e-8" is set as 4.2 · 10⁻⁸. */
  number(text) {
    const [digits = text, exponent] = text.toLowerCase().split("e");
    if (exponent === undefined) return leaf("mn", digits);
    const size = leaf("mn", String(Math.abs(Number(exponent))));
    const power = Number(exponent) < 0 ? row(sign("−"), size) : size;
    return row(leaf("mn", digits), joins.times, element("msup", leaf("mn", "10") + power));
  },
  constant: (name) => leaf("mi", name === "pi" ? "π" : "e"),
  name(name, layer) {
    const { letters, accent, below } = partsOfName(name);
    const letter = leaf("mi", letterOf.get(letters) ?? letters);
    const base = accent === null ? letter : `<mover accent="true">${letter}${sign(accents[accent])}</mover>`;
    const whole = below.length === 0 ? base : element("msub", base + subscript(below));
    return layer === null ? whole : `<mrow class="layer-${layer}">${whole}</mrow>`;
  },
  partial: (of, by) => element("mfrac", row(leaf("mi", "∂"), of) + row(leaf("mi", "∂"), by)),
  call(name, primes, inputs) {
    const shown = leaf("mi", shownFunction(name));
    const called = primes === 0 ? shown : element("msup", shown + sign("′".repeat(primes)));
    return row(called, applied, bracketed(inputs.join(sign(","))));
  },
  root: (inside) => element("msqrt", inside),
  bars: (inside) => row(sign("|"), inside, sign("|")),
  negative: (operand) => row(joins["-"], operand),
  transpose: (base) => element("msup", base + leaf("mi", "⊤")),
  fraction: (above, below) => element("mfrac", above + below),
  power: (base, exponent) => element("msup", base + exponent),
  join: (join, first, second) => row(first, joins[join], second),
  brackets: bracketed,
  matrix(rows) {
    const cells = (entries: readonly string[]) => entries.map((entry) => element("mtd", entry)).join("");
    const table = element("mtable", rows.map((entries) => element("mtr", cells(entries))).join(""));
    return row(sign("["), table, sign("]"));
  },
  /** One entry keeps a comma. */
  list: (entries) => row(sign("["), entries.join(sign(",")), entries.length === 1 ? sign(",") : "", sign("]")),
  equals: (sides) => row(sides.join(sign("="))),
};

/** Greek letters by their name. Of letters with two forms the plain one stands first. */
const letterOf: ReadonlyMap<string, string> = new Map(
  [...greekNames].reverse().map(([letter, name]) => [name, letter]),
);

function subscript(below: readonly string[]): string {
  const parts = below.map((part) => leaf(/^\d+$/.test(part) ? "mn" : "mi", part));
  return parts.length === 1 ? parts.join("") : row(parts.join(sign(",")));
}

function bracketed(inside: string): string {
  return row(sign("("), inside, sign(")"));
}

function row(...parts: readonly string[]): string {
  return element("mrow", parts.join(""));
}

function sign(text: string): string {
  return leaf("mo", text);
}

function leaf(tag: "mi" | "mn" | "mo", text: string): string {
  return element(
    tag,
    text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`),
  );
}

/** `inside` is MathML already. */
function element(tag: string, inside: string): string {
  return `<${tag}>${inside}</${tag}>`;
}
