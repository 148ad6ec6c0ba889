import { describe, expect, it } from "vitest";
import { longestText, mostNodes, parseExpression, parseLine, parseLineOf } from "#lib/expression/parse.ts";
import type { ProblemCode } from "#lib/expression/problem.ts";
import { deepest } from "#lib/expression/reading.ts";
import { nameOf, parsePartial } from "#lib/expression/symbol.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { network, readBack } from "./network-vocabulary.ts";

/** Problems that need more than one text: a whole model, other readers, or the shapes of values. */
type ProblemOfMore =
  | "too-many-lines"
  | "equals-inside"
  | "not-a-definition"
  | "defined-twice"
  | "used-before-defined"
  | "derivative-in-model"
  | "derivative-in-reference"
  | "not-an-ask"
  | `draw-${string}`
  | "rows-differ"
  | "unknown-input"
  | "value-not-finite"
  | "shape-mismatch"
  | "loss-not-a-number"
  | "gradient-underflows";

const refused = {
  empty: [
    ["", "1:1"],
    ["  # a comment", "1:14"],
    ["$$", "1:3"],
  ],
  "too-long": [["x".padEnd(longestText + 1), "1:1"]],
  "too-many-parts": [[`x${"+x".repeat(mostNodes / 2)}`, `1:${mostNodes + 2}`]],
  "too-deep": [
    [`${"(".repeat(deepest + 1)}x${")".repeat(deepest + 1)}`, `1:${deepest + 2}`],
    [`${"-".repeat(deepest + 1)}x`, `1:${deepest + 2}`],
    [`x${"^x".repeat(deepest + 1)}`, `1:${2 * deepest + 3}`],
  ],
  "unknown-character": [
    ["x ; y1", "1:3"],
    ["x\n\t+ ¿", "2:4"],
    ["x + ٣", "1:5"],
  ],
  lookalike: [["x + х0", "1:5"]],
  "hidden-character": [["x\u202e0", "1:2"]],
  percent: [["5% x", "1:2"]],
  "unknown-command": [
    ["x + \\foo", "1:5"],
    ["\\begin{cases}x", "1:1"],
    ["x \\", "1:3"],
  ],
  "empty-box": [["x + \\placeholder{}", "1:5"]],
  "not-a-number": [
    ["x + 1.2.3", "1:5"],
    ["1e3.5", "1:1"],
  ],
  "cut-short-number": [
    ["1e", "1:1"],
    ["x + 2e", "1:5"],
    ["1e^-3", "1:1"],
  ],
  "number-too-small": [
    ["1e-400", "1:1"],
    ["x + 1e-200*1e-200", "1:5"],
    ["0.1^999", "1:1"],
  ],
  "number-too-large": [["x*1e400", "1:3"]],
  "subscript-alone": [
    ["_3", "1:1"],
    ["x_ + 1", "1:2"],
    ["x ₃", "1:3"],
  ],
  "subscript-unreadable": [["y_{3+1}", "1:3"]],
  "superscript-unreadable": [["x⁺", "1:2"]],
  "accent-alone": [["x + \\bar{x+t}", "1:5"]],
  "accent-lost": [["\\hat{y_3} - y_3", "1:13"]],
  "dollar-unmatched": [["$x", "1:1"]],
  "copied-twice": [["y3y_3y3\u200b", "1:1"]],
  "bracket-closes-nothing": [["x + y1) + t", "1:7"]],
  "bracket-not-closed": [["x*(y1 - (t + 1)", "1:3"]],
  "bracket-mismatch": [["x*(y1]", "1:6"]],
  "bracket-empty": [
    ["sin()", "1:5"],
    ["x + ()", "1:6"],
  ],
  "bar-not-closed": [["x*|y1", "1:3"]],
  "missing-left": [
    ["*x", "1:1"],
    ["(²)", "1:2"],
  ],
  "missing-right": [
    ["x + ", "1:3"],
    ["x*/t", "1:2"],
    ["x = ", "1:3"],
  ],
  "number-follows": [
    ["(y3-t)2", "1:7"],
    ["x 2", "1:3"],
  ],
  "comma-alone": [
    ["x, t", "1:2"],
    ["(x, t)", "1:3"],
  ],
  "several-equals": [["x = y1 = t", "1:8"]],
  "several-lines": [["x \\\\ t", "1:3"]],
  "left-side": [
    ["2 = x", "1:1"],
    [" x+1 = 2", "1:2"],
  ],
  "nothing-before-equals": [["= x", "1:1"]],
  "not-expected": [["x |y1| \\end{matrix}", "1:8"]],
  "exponent-too-large": [
    ["x^1001", "1:3"],
    ["x^-(10^3+1)", "1:3"],
  ],
  "root-index": [["\\sqrt[3]{x}", "1:1"]],
  "fraction-part": [["x + \\frac{x}", "1:5"]],
  "matrix-rows": [
    ["\\begin{matrix} 1 & 2 \\\\ 3 \\end{matrix}", "1:1"],
    ["x & t", "1:3"],
  ],
  "unknown-name": [
    ["x + foo", "1:5"],
    ["x + sigmod(z1)", "1:5"],
    ["l", "1:1"],
    ["q = 3", "1:1"],
  ],
  "unknown-in-family": [["t*y4", "1:3"]],
  "sign-left-out": [["W3sigmoid(z1)", "1:1"]],
  "name-in-two-ways": [],
  "function-without-input": [["x + sin", "1:8"]],
  "function-needs-brackets": [["sin x y1", "1:5"]],
  "wrong-number-of-inputs": [["x*sin(x, t)", "1:3"]],
  "inverse-or-reciprocal": [
    ["tanh^-1(z1)", "1:5"],
    ["tanh⁻¹(z1)", "1:5"],
  ],
  "power-of-function": [["tanh^x(z1)", "1:5"]],
  "prime-without-function": [["y3'", "1:3"]],
  "prime-of-several-inputs": [["max'(x, t)", "1:1"]],
  "too-many-primes": [["sin''''(x)", "1:1"]],
  "derivative-needs-two-names": [
    ["x*dL", "1:3"],
    ["∂", "1:1"],
  ],
  "derivative-runs-on": [["dL/dW2y1", "1:5"]],
  "name-is-function": [["sin = 3", "1:1"]],
} satisfies { readonly [Code in Exclude<ProblemCode, ProblemOfMore>]: readonly (readonly [string, string])[] };

const cases = Object.entries(refused).flatMap(([code, texts]) =>
  texts.map(([text, at]) => ({ code, text, at, shown: JSON.stringify(text.slice(0, 40)) })),
);

describe("what is refused", () => {
  it.each(cases)("$code at $at: $shown", ({ code, text, at }) => {
    expect(readBack(text)).toBe(`${code} ${at}`);
  });

  it("refuses a run of letters that is two products of names", () => {
    const ambiguous = { ...functions, names: new Set(["ab", "c", "a", "bc"]) };
    expect(readBack("c + abc", ambiguous)).toBe("name-in-two-ways 1:5");
    expect(readBack("2e3", { ...functions, names: new Set(["e3"]) })).toBe("name-in-two-ways 1:1");
  });

  it.each([
    ["x = 3", "1:3"],
    ["# a = b\n\n  x =\n t", "3:5"],
  ])("points at the = of %j where a formula alone is asked", (text, at) => {
    const parsed = parseExpression(text, network);
    const [line, column] = at.split(":").map(Number);
    expect(parsed).toMatchObject({ ok: false, problem: { code: "equals-inside", at: { line, column } } });
  });

  it("counts from the line that it is told", () => {
    expect(parseLineOf("z1 = q", 7, network)).toMatchObject({ problem: { at: { line: 7, column: 6 } } });
  });

  it("says what was probably meant", () => {
    const messageOn = (text: string) => {
      const parsed = parseLine(text, network);
      return parsed.ok ? null : parsed.problem.message;
    };
    expect(messageOn("sigmod(z1)")).toBe('"sigmod" is not known; did you mean "sigmoid"?');
    expect(messageOn("w2*x")).toBe('"w2" is not known; did you mean "W2"?');
    expect(messageOn("y7")).toBe('"y7": this network has y1, y2 and y3');
    expect(messageOn("dL/dW2y1")).toBe("does y1 belong below the line of dL/dW2? Write a sign or brackets");
    expect(messageOn("sin(x, t, 1)")).toBe("sin takes one input, and here are 3");
  });
});

describe("a message that repeats what was typed", () => {
  // Each is a pair of UTF-16 halves: 𝑥 is read as a letter, 😀 is not read at all.
  const pairs = "𝑥".repeat(40);
  it.each([
    ["a command", "\\", pairs],
    ["a subscript", "x_{", `${"😀".repeat(40)}}`],
    ["a bracket that stays open", "(", pairs],
    ["a bracket that closes nothing", "", `${pairs})`],
  ])("never cuts a character in half: %s", (_, before, after) => {
    for (const filling of ["", "a"]) {
      const parsed = parseLine(`${before}${filling}${after}`, network);
      expect(parsed.ok ? null : parsed.problem.message.isWellFormed()).toBe(true);
    }
  });
});

describe("a name or a derivative on its own", () => {
  it.each([
    ["y_{3}", "y3"],
    [" δ₂ ", "delta2"],
    ["W_{1,2}", "W1_2"],
    ["ŷ", "yhat"],
    ["\\hat{y}_3", "yhat3"],
    ["\\hat", null],
    ["y3 y2", null],
    ["3", null],
    ["", null],
    ["y_{", null],
    ["a".repeat(61), null],
  ])("spells %j as %j", (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  it("reads one derivative and nothing else", () => {
    expect(parsePartial("∂L/∂W₂", network)).toEqual({ ok: true, value: { of: "L", by: "W2" } });
    expect(parsePartial("2 dL/dW2", network)).toMatchObject({ problem: { code: "derivative-needs-two-names" } });
    expect(parsePartial("dL/dq", network)).toMatchObject({ problem: { code: "unknown-name" } });
  });
});
