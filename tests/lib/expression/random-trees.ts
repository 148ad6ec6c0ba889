import fc from "fast-check";
import { parseExpression } from "#lib/expression/parse.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { network, networkNames } from "./network-vocabulary.ts";

const at = { line: 1, column: 1 };
const names = fc.constantFrom(...networkNames);
const signs = fc.constantFrom<InfixSign>("+", "-", "*", "dot", "@", "/", "^");

/** As written by people, and any that JavaScript writes between a thousandth and a thousand, the sizes of the course's values. */
const numbers = fc.oneof(
  fc.constantFrom("0", "1", "2", "0.50", "007"),
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }).map(String),
);

/** Powers of ten: times a power of two they are the same float64 whether read as one number or as a product. */
const powersOfTen = fc.constantFrom("1e3", "2E-3", "4e-10");

const calls = fc.constantFrom(...functions.functions).chain(([name, { inputs }]) =>
  fc.record({
    name: fc.constant(name),
    count: inputs === "many" ? fc.integer({ min: 1, max: 3 }) : fc.constant(inputs),
    // More are refused, and with several inputs they say nothing.
    primes: inputs === 1 ? fc.integer({ min: 0, max: 3 }) : fc.constant(0),
  }),
);

/** Four levels put every pair of signs inside a third one; their at most 81 leaves stay within the 4,000 characters of a text. */
const deepestTree = 4;

/** With `powers` numbers are also written as 4e-10, which is set as a product. */
export function treesOf({
  lists,
  powers = true,
}: {
  readonly lists: boolean;
  readonly powers?: boolean;
}): fc.Arbitrary<Tree> {
  const leaf = fc.oneof(
    (powers ? fc.oneof(numbers, powersOfTen) : numbers).map(
      (text): Tree => ({ kind: "number", value: Number(text), text, at }),
    ),
    names.map((name): Tree => ({ kind: "name", name, at })),
    fc.constantFrom("e" as const, "pi" as const).map((name): Tree => ({ kind: "constant", name, at })),
    fc.record({ of: names, by: names }).map((partial): Tree => ({ kind: "partial", partial, at })),
  );
  return fc.letrec<{ tree: Tree }>((tie) => {
    const tree = tie("tree");
    const several = (minLength: number, maxLength: number) => fc.array(tree, { minLength, maxLength });
    const composed: fc.Arbitrary<Tree>[] = [
      fc
        .record({ sign: signs, left: tree, right: tree })
        .map(({ sign, left, right }) => ({ kind: "infix", sign, implied: false, left, right, at })),
      fc
        .record({ left: tree, right: tree })
        .map(({ left, right }) => ({ kind: "infix", sign: "dot", implied: true, left, right, at })),
      tree.map((operand) => ({ kind: "negative", operand, at })),
      tree.map((operand) => ({ kind: "transpose", operand, at })),
      calls.chain(({ name, count, primes }) =>
        several(count, count).map((inputs) => ({ kind: "call", name, primes, inputs, at })),
      ),
    ];
    if (lists) composed.push(several(1, 3).map((items) => ({ kind: "list", items, at })));
    return { tree: fc.oneof({ maxDepth: deepestTree }, leaf, ...composed) };
  }).tree;
}

/** Null where the tree's own numbers come to what is refused wherever it is written: 0.001^1000, 2^(10^4). */
export function readAgain(text: string): Tree | Problem | null {
  const parsed = parseExpression(text, network);
  if (parsed.ok) return parsed.value;
  const isOfNumbers = parsed.problem.code === "number-too-small" || parsed.problem.code === "exponent-too-large";
  return isOfNumbers ? null : parsed.problem;
}

export function withoutPlaces(read: Tree | Problem): unknown {
  return JSON.parse(JSON.stringify(read, (key, value) => (key === "at" ? undefined : value)));
}
