/**
 * Formulas as this suite has them: its own trees, evaluated in plain JavaScript, so that nothing of the checker stands
 * behind the truths it is tested with.
 */
export type Formula =
  | { readonly kind: "number"; readonly value: number }
  /** A quantity or a partial: both have a value that the network gives. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly function: FunctionName; readonly input: Formula }
  | { readonly kind: "negative"; readonly operand: Formula }
  | { readonly kind: "infix"; readonly sign: Sign; readonly left: Formula; readonly right: Formula };

export type Sign = "+" | "-" | "*" | "/" | "^";

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

export const functions = {
  sigmoid: logistic,
  "sigmoid'": (z: number) => logistic(z) * logistic(-z),
  tanh: Math.tanh,
  "tanh'": (z: number) => 1 / Math.cosh(z) ** 2,
  sech: (z: number) => 1 / Math.cosh(z),
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  abs: Math.abs,
  sqrt: Math.sqrt,
} as const satisfies Record<string, (z: number) => number>;

export type FunctionName = keyof typeof functions;

export const num = (value: number): Formula => ({ kind: "number", value });
export const name = (of: string): Formula => ({ kind: "name", name: of });
export const call = (of: FunctionName, input: Formula): Formula => ({ kind: "call", function: of, input });
export const minus = (operand: Formula): Formula => ({ kind: "negative", operand });
export const infix = (left: Formula, sign: Sign, right: Formula): Formula => ({ kind: "infix", sign, left, right });
export const product = (...factors: readonly Formula[]): Formula =>
  factors.reduce((left, right) => infix(left, "*", right));
export const oneMinus = (formula: Formula): Formula => infix(num(1), "-", formula);

export type Values = Readonly<Record<string, number>>;

export function evaluate(formula: Formula, values: Values): number {
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "name":
      return values[formula.name] ?? Number.NaN;
    case "call":
      return functions[formula.function](evaluate(formula.input, values));
    case "negative":
      return -evaluate(formula.operand, values);
    case "infix": {
      const left = evaluate(formula.left, values);
      const right = evaluate(formula.right, values);
      if (formula.sign === "+") return left + right;
      if (formula.sign === "-") return left - right;
      if (formula.sign === "*") return left * right;
      return formula.sign === "/" ? left / right : left ** right;
    }
  }
}

const strength = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 } as const;

/** As somebody would type it, with the brackets it needs; `times` is the sign for a product. */
export function write(formula: Formula, times = "*"): string {
  const inside = (part: Formula, atLeast: number) =>
    strengthOf(part) < atLeast ? `(${write(part, times)})` : write(part, times);
  switch (formula.kind) {
    case "number":
      return String(formula.value);
    case "name":
      return formula.name;
    case "call":
      return `${formula.function}(${write(formula.input, times)})`;
    case "negative":
      return `-${inside(formula.operand, 3)}`;
    case "infix": {
      const own = strength[formula.sign];
      const sign = formula.sign === "*" ? times : formula.sign;
      // "^" groups from the right, the others from the left.
      const atLeft = formula.sign === "^" ? own + 1 : own;
      return `${inside(formula.left, atLeft)}${sign}${inside(formula.right, own + 1)}`;
    }
  }
}

/** A partial is written as a quotient, so it stands in brackets wherever a quotient would. */
function strengthOf(formula: Formula): number {
  if (formula.kind === "infix") return strength[formula.sign];
  if (formula.kind === "negative") return 1;
  if (formula.kind === "number") return formula.value < 0 ? 1 : 5;
  return formula.kind === "name" && formula.name.includes("/") ? 2 : 5;
}

export function sizeOf(formula: Formula): number {
  return 1 + partsOf(formula).reduce((size, part) => size + sizeOf(part), 0);
}

/** An exponent is no part: 2 + t − t is 2 to a mathematician, and beside it in float64, where a negative base has no power. */
export function partsOf(formula: Formula): readonly Formula[] {
  if (formula.kind === "call") return [formula.input];
  if (formula.kind === "negative") return [formula.operand];
  if (formula.kind !== "infix") return [];
  return formula.sign === "^" ? [formula.left] : [formula.left, formula.right];
}

/** The formula with its part number `place`, counted from outside in and from left to right, changed. */
export function changeAt(formula: Formula, place: number, change: (part: Formula) => Formula): Formula {
  if (place === 0) return change(formula);
  let before = 1;
  const parts = partsOf(formula).map((part) => {
    const size = sizeOf(part);
    const isInside = place >= before && place < before + size;
    const changed = isInside ? changeAt(part, place - before, change) : part;
    before += size;
    return changed;
  });
  return withParts(formula, parts);
}

function withParts(formula: Formula, [first, second]: readonly Formula[]): Formula {
  if (formula.kind === "call" && first) return { ...formula, input: first };
  if (formula.kind === "negative" && first) return minus(first);
  return formula.kind === "infix" && first ? infix(first, formula.sign, second ?? formula.right) : formula;
}

export function isSame(one: Formula, other: Formula): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
