import type { Partial, Tree } from "#lib/expression/tree.ts";

/** How a function is read out. */
const spokenFunctions: Readonly<Record<string, string>> = {
  log: "the logarithm of",
  exp: "e to the power of",
  sqrt: "the square root of",
  abs: "the absolute value of",
  relu: "ReLU of",
  max: "the greatest of",
  min: "the smallest of",
  sum: "the sum of",
  mean: "the mean of",
  sin: "sine of",
  cos: "cosine of",
  tan: "tangent of",
};

/** "z2" as "z 2", "delta2_1" as "delta 2 1": one letter or word and its numbers, for a screen reader. */
export function speakName(name: string): string {
  return name.replace(/_/g, " ").replace(/([A-Za-z])(?=\d)/g, "$1 ");
}

export function speakPartial({ of, by }: Partial): string {
  return `the derivative of ${speakName(of)} by ${speakName(by)}`;
}

/** A formula in words. Brackets are spoken where leaving them out would change what is heard. */
export function speakTree(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return speakDigits(tree.text);
    case "constant":
      return tree.name;
    case "name":
      return speakName(tree.name);
    case "partial":
      return speakPartial(tree.partial);
    case "negative":
      return `minus ${speakOperand(tree.operand, 2)}`;
    case "transpose":
      return `${speakOperand(tree.operand, 4)} transposed`;
    case "list":
      return speakList(tree.items);
    case "call":
      return speakCall(tree);
    case "infix":
      return speakInfix(tree);
  }
}

/** Rows are told apart, or a matrix would be heard as one long list. */
function speakList(items: readonly Tree[]): string {
  const rows = items.flatMap((item) => (item.kind === "list" ? item.items.map(speakTree).join(", ") : []));
  if (rows.length < items.length) return `the list ${items.map(speakTree).join(", ")}`;
  return `the matrix ${rows.map((row, place) => `row ${place + 1}: ${row}`).join("; ")}`;
}

/** "4.2 × 10⁻⁸" has been written with an e. */
function speakDigits(text: string): string {
  const [digits = text, exponent] = text.split("e");
  if (exponent === undefined) return digits;
  return `${digits} times 10 to the ${exponent.startsWith("-") ? `minus ${exponent.slice(1)}` : exponent}`;
}

function speakCall(tree: Extract<Tree, { kind: "call" }>): string {
  const primes = ["", "prime ", "double prime "][tree.primes] ?? `with ${tree.primes} primes `;
  const known = primes === "" ? spokenFunctions[tree.name] : undefined;
  const words = known ?? `${tree.name.replace(/_/g, " ")} ${primes}of`;
  return `${words} ${tree.inputs.map((input) => speakOperand(input, 4)).join(" and ")}`;
}

const signs = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  dot: "times",
  "@": "times",
  "/": "over",
  "^": "to the power of",
};
const ranks = { "+": 1, "-": 1, "*": 2, dot: 2, "@": 2, "/": 2, "^": 3 };

function speakInfix({ sign, left, right }: Extract<Tree, { kind: "infix" }>): string {
  const rank = ranks[sign];
  const first = speakOperand(left, sign === "^" ? rank + 1 : rank);
  if (sign === "^" && right.kind === "number" && right.value === 2) return `${first} squared`;
  return `${first} ${signs[sign]} ${speakOperand(right, rank + 1)}`;
}

/** In spoken brackets where its sign binds more weakly than what it stands in. */
function speakOperand(tree: Tree, rank: number): string {
  const own = tree.kind === "infix" ? ranks[tree.sign] : tree.kind === "negative" ? 2 : 4;
  return own < rank && !(tree.kind === "negative" && tree.operand.kind === "number")
    ? `open bracket ${speakTree(tree)} close bracket`
    : speakTree(tree);
}
