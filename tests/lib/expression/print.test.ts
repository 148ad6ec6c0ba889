import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChain, parseExpression, parseLine, parseTightLine } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { nameTex, printTex } from "#lib/expression/print-tex.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { network } from "./network-vocabulary.ts";
import { readAgain, treesOf, withoutPlaces } from "./random-trees.ts";

/** The tree with each product as its sign and its factors in order: TeX shows neither how they group nor which sign was typed. */
function ungrouped(tree: Tree): unknown {
  switch (tree.kind) {
    case "negative":
    case "infix": {
      if (tree.kind === "infix" && !isProduct(tree)) return [tree.sign, ungrouped(tree.left), ungrouped(tree.right)];
      const factors = factorsOf(tree);
      return ["product", factors.isNegative, ...factors.trees.map(ungrouped)];
    }
    case "transpose":
      return ["transpose", ungrouped(tree.operand)];
    case "call":
      return [tree.name, tree.primes, ...tree.inputs.map(ungrouped)];
    case "list":
      return tree.items.map(ungrouped);
    default:
      return withoutPlaces(tree);
  }
}

function isProduct(tree: Tree): boolean {
  return tree.kind === "infix" && (tree.sign === "*" || tree.sign === "dot" || tree.sign === "@");
}

function factorsOf(tree: Tree): { readonly isNegative: boolean; readonly trees: readonly Tree[] } {
  if (tree.kind === "negative") {
    const { isNegative, trees } = factorsOf(tree.operand);
    return { isNegative: !isNegative, trees };
  }
  if (tree.kind !== "infix" || !isProduct(tree)) return { isNegative: false, trees: [tree] };
  const [left, right] = [factorsOf(tree.left), factorsOf(tree.right)];
  return { isNegative: left.isNegative !== right.isNegative, trees: [...left.trees, ...right.trees] };
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

  it("is the same tree, up to the grouping of its products, when it is read from its TeX", () => {
    fc.assert(
      fc.property(treesOf({ lists: true, powers: false }), (tree) => {
        const read = readAgain(printTex(tree));
        fc.pre(read !== null);
        expect(read).not.toHaveProperty("code");
        expect(ungrouped(read as Tree)).toEqual(ungrouped(tree));
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
    ["yhat3 - x_bar", "\\hat{y}_{3} - \\bar{x}"],
  ])("is set as people write it: %s", (text, tex) => {
    const accented = { ...network, names: new Set([...network.names, "yhat3", "x_bar"]) };
    const parsed = parseExpression(text, accented);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(printTex(parsed.value)).toBe(tex);
    expect(parseExpression(tex, accented).ok).toBe(true);
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
    ^{\\prime} \\htmlClass{a} \\hat ŷ \\dv \\pdv{L} ^{(1)} ^{[2] W^{T _3 _{ }_{11} \\begin{aligned} \\end{aligned} \\underbrace{ dy3 ‖
    \\lVert \\rVert \\max{( {,} \\, \\boxed{ 1{,}5`.split(/\s+/),
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
        const readers = [parseExpression, parseLine, parseChain];
        for (const read of readers.map((reader) => reader(text, vocabulary))) {
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
