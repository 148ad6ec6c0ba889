import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression, parseLine, parseTightLine } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { nameTex, printTex } from "#lib/expression/print-tex.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { InfixSign, Tree } from "#lib/expression/tree.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
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

function treesOf({ lists }: { readonly lists: boolean }): fc.Arbitrary<Tree> {
  const leaf = fc.oneof(
    fc.oneof(numbers, powersOfTen).map((text): Tree => ({ kind: "number", value: Number(text), text, at })),
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
function readAgain(text: string): Tree | Problem | null {
  const parsed = parseExpression(text, network);
  if (parsed.ok) return parsed.value;
  const isOfNumbers = parsed.problem.code === "number-too-small" || parsed.problem.code === "exponent-too-large";
  return isOfNumbers ? null : parsed.problem;
}

function withoutPlaces(read: Tree | Problem): unknown {
  return JSON.parse(JSON.stringify(read, (key, value) => (key === "at" ? undefined : value)));
}

describe("a printed tree", () => {
  it("reads back as the tree", () => {
    fc.assert(
      fc.property(treesOf({ lists: true }), (tree) => {
        const read = readAgain(printText(tree));
        fc.pre(read !== null);
        expect(withoutPlaces(read)).toEqual(withoutPlaces(tree));
      }),
      { numRuns: 1000 },
    );
  });

  const parsed =
    parseModel(`x = 0.7\nx0 = 1.3\nt = -0.8\nW1 = 0.4\nW2 = -1.2\nW3 = 0.9\nW_out = 2\na1_2 = -0.3\ndelta2 = 0.6
z1 = W1*x0\ny1 = sigmoid(z1)\nz2 = W2*y1\ny2 = tanh(z2)\nz3 = W3*y2\ny3 = sigmoid(z3)\nL = (y3 - t)^2/2`);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const here = compileModel(parsed.value).evaluate();

  /** The number, or the code of the problem that keeps it from being one. */
  function outcomeOf(tree: Tree): unknown {
    const evaluated = here.expression(tree);
    return evaluated.ok ? [evaluated.value.shape, [...evaluated.value.data]] : evaluated.problem.code;
  }

  it("has the same value when it is read from its TeX", () => {
    fc.assert(
      fc.property(treesOf({ lists: false }), (tree) => {
        const read = readAgain(printTex(tree));
        fc.pre(read !== null);
        expect(read).not.toHaveProperty("code");
        expect(outcomeOf(read as Tree)).toEqual(outcomeOf(tree));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["W3y2", "W_{3}\\,y_{2}"],
    ["W3*y2", "W_{3} \\cdot y_{2}"],
    ["(y3-t)y3(1-y3)", "(y_{3} - t)\\,y_{3}\\,(1 - y_{3})"],
    ["1/2 (y3-t)^2", "\\frac{1}{2}\\,(y_{3} - t)^{2}"],
    ["((y3-t)/2)^2", "\\left(\\frac{y_{3} - t}{2}\\right)^{2}"],
    ["x*(-y1)", "x \\cdot (-y_{1})"],
    ["x - (-y1 t)", "x - (-y_{1}\\,t)"],
    ["--x", "-(-x)"],
    ["x(2^3)", "x\\,(2^{3})"],
    ["4.2e-8", "4.2 \\cdot 10^{-8}"],
    ["4.2e-8^2", "(4.2 \\cdot 10^{-8})^{2}"],
    ["eta*dL/dW_out", "\\eta \\cdot \\frac{\\partial L}{\\partial W_{\\mathrm{out}}}"],
    ["ln(a1_2) + leaky_relu'(z1)", "\\ln(a_{1,2}) + \\operatorname{LeakyReLU}'(z_{1})"],
    ["sqrt(x)|y1|", "\\sqrt{x}\\,\\left|y_{1}\\right|"],
    ["W2^T delta2", "W_{2}^{\\top}\\,\\delta_{2}"],
    ["[[1, 2], [3, 4]]", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"],
    ["[[1], [2]]", "\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}"],
    ["[1, x]", "\\left[1, x\\right]"],
    ["[1,]", "\\left[1,\\right]"],
  ])("is set as people write it: %s", (text, tex) => {
    expect(printTex(readAgain(text) as Tree)).toBe(tex);
  });

  it.each(["[[1, 2], [3, x]]", "[[1,], [2,]]", "[1, 2]", "[1,]", "[[[1, 2], [3, 4]],]", "[[1, 2], [3,]]"])(
    "is the same list when it is read from its TeX: %s",
    (text) => {
      const tree = readAgain(text) as Tree;
      expect(withoutPlaces(readAgain(printTex(tree)) as Tree)).toEqual(withoutPlaces(tree));
    },
  );

  it("shows products of vectors element by element, and each name in the colour of its layer", () => {
    const read = readAgain("delta2*y2") as Tree;
    expect(printTex(read, { hasShape: () => true })).toBe("\\delta_{2} \\odot y_{2}");
    const tex = nameTex("W2", { colour: () => 2 });
    expect(tex).toBe("\\htmlClass{layer-2}{W_{2}}");
    expect(readAgain(tex)).toMatchObject({ kind: "name", name: "W2" });
  });
});

describe("any text at all", () => {
  /** Parts of the notation and of LaTeX, whole and cut: put together at random they reach further in than random letters. */
  const parts = fc.constantFrom(
    ...`x y3 W d dL dW2 ∂ e π σ sin max T ᵀ 0.5 1e 12 ½ ² ⁻ ₃ ' ′ _ ^ ** * · / - + = , ( ) [ ] { } | & $ # % ~ а 𝑊 𝟑 \\ \\\\ \\( \\)
    \\frac \\sqrt \\left \\right \\begin{bmatrix} \\end{bmatrix} \\begin{array} \\partial \\mathrm \\operatorname \\top
    ^{\\prime} \\htmlClass{a}`.split(/\s+/),
    " ",
    "\n",
    "\u202e",
  );
  // A hundred characters, or forty parts, are more than anybody types into one blank.
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.array(parts, { maxLength: 40 }).map((all) => all.join("")),
  );
  const open = { ...functions, names: new Set(["x"]), open: true };

  it("is a tree, or a problem with a place inside the text", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(network, open), (text, vocabulary) => {
        parseTightLine(text, vocabulary);
        for (const read of [parseExpression(text, vocabulary), parseLine(text, vocabulary)]) {
          if (read.ok) continue;
          const { code, message, at: place } = read.problem;
          const line = text.split("\n")[place.line - 1];
          expect(line, code).toBeDefined();
          expect(place.column, code).toBeGreaterThanOrEqual(1);
          expect(place.column, code).toBeLessThanOrEqual((line?.length ?? 0) + 1);
          expect(message).not.toBe("");
        }
      }),
      { numRuns: 3000 },
    );
  });
});
