import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { compareFormula } from "#lib/checker/formula.ts";
import { prepareVariant } from "#lib/checker/prepare.ts";
import { readAnswer } from "#lib/checker/read-answer.ts";
import type { Reference, SamplePoint } from "#lib/checker/sample-points.ts";
import { partsOf } from "#lib/checker/tree-walk.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { blank, exerciseOf } from "../free-exercise.ts";
import { type HostileText, hostileTexts, rightInPart } from "./hostile-texts.ts";
import { sigmoidChain } from "./models/sigmoid-chain.ts";
import { seeded } from "./seeded.ts";

const formulaBlank = blank("formula", "dL/dW3", "formula");
const blanks = [formulaBlank, blank("number", "dL/dW3", "number")];
const variant = drawVariant(exerciseOf(sigmoidChain.source, blanks), 0, "any");
const right = "(y3-t)*y3*(1-y3)*y2";

function judge(text: string, id = "formula") {
  const [verdict] = checkSubmission(variant, { [id]: text }).blanks;
  if (verdict === undefined) throw new Error("a text got no verdict");
  return verdict;
}

/** Bounds of an answer: so many parts, judged at so many points at most. */
const mostParts = 2000;
const mostPoints = 400;

describe("a hostile text", () => {
  it.each([...hostileTexts, ...rightInPart])("is $expect: $name", ({ text, expect: expected }: HostileText) => {
    expect(judge(text)).toMatchObject({ verdict: expected, score: 0 });
  });

  it.each(hostileTexts)("gets no credit as a number: $name", ({ text }: HostileText) => {
    expect(judge(text, "number").verdict).not.toBe("correct");
  });

  it("leaves the process and the checker as they were", () => {
    const before = [Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(globalThis)];
    for (const { text } of hostileTexts) judge(text);
    expect([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(globalThis)]).toEqual(before);
    expect(judge(right).verdict).toBe("correct");
  });

  it("gets the same verdict whenever it is sent", () => {
    const first = hostileTexts.map(({ text }) => judge(text));
    for (const [index, { text }] of [...hostileTexts.entries()].toReversed()) expect(judge(text)).toEqual(first[index]);
  });
});

describe("the work that an answer costs", () => {
  const prepared = prepareVariant(variant);
  const { ask, reference } = prepared.ask("dL/dW3");

  it.each([{ name: "the right formula", text: right }, ...hostileTexts, ...rightInPart])(
    "is bounded: $name",
    ({ text }) => {
      const { line, refusal } = readAnswer(text, formulaBlank, ask, prepared.compiled.model, prepared.vocabulary);
      if (line !== null) expect(countParts(line.tree)).toBeLessThanOrEqual(mostParts);
      if (line === null || refusal !== null) return;
      let asked = 0;
      compareFormula(
        counting(reference, () => asked++),
        line.tree,
        3,
      );
      expect(asked).toBeGreaterThan(0);
      expect(asked).toBeLessThanOrEqual(mostPoints);
    },
  );
});

function countParts(tree: Tree): number {
  return 1 + partsOf(tree).reduce((count, part) => count + countParts(part), 0);
}

/** The same reference, with every question to one of its points counted. */
function counting(reference: Reference, count: () => void): Reference {
  const counted = (point: SamplePoint): SamplePoint => ({
    ...point,
    evaluation: {
      ...point.evaluation,
      expression(tree) {
        count();
        return point.evaluation.expression(tree);
      },
    },
  });
  return {
    ...reference,
    here: counted(reference.here),
    good: reference.good.map(counted),
    zeros: reference.zeros.map(counted),
    spare(index) {
      const point = reference.spare(index);
      return point === null ? null : counted(point);
    },
    atBends: (answer) => reference.atBends(answer).map(counted),
    extremes: () => reference.extremes().map(counted),
  };
}

describe("any text at all", () => {
  const pieces = [
    ..."()[]{}+-*/^=|,.'_ \\&#%$~<>!?\"@;:\n\t",
    ..."0123456789eEdLyzWtxσ∂π²₃·−×½√∞δηу",
    ..."y3 y2 z3 W3 t x0 eta pi 1e 1e-3 0.5 dL/dy3 dL/dW3 sigmoid( σ'( exp( log( sqrt( max( \\frac{ \\partial ^T ^{".split(
      " ",
    ),
    "\u0000",
    "\ud800",
    "\u200b",
    "__proto__",
  ];
  const verdicts = ["correct", "incorrect", "invalid"];

  it("gets a verdict, and no exception", () => {
    const chance = seeded(11);
    for (let index = 0; index < 2500; index++) {
      const text = Array.from({ length: 1 + Math.floor(chance.between(0, 25)) }, () => chance.pick(pieces)).join("");
      if (text.trim() === "") continue;
      for (const { id } of blanks) expect(verdicts, JSON.stringify(text)).toContain(judge(text, id).verdict);
    }
  });

  it("gets a verdict where a right formula has slips of the keys", () => {
    const chance = seeded(12);
    for (let index = 0; index < 2000; index++) {
      let text = chance.pick([right, "(y_3-t)\\cdot\\sigma'(z_3)\\,y_2", "\\frac{\\partial L}{\\partial z_3} y_2"]);
      for (let slip = 0; slip <= index % 3; slip++) {
        const at = Math.floor(chance.between(0, text.length + 1));
        text = text.slice(0, at) + chance.pick(["", ...pieces]) + text.slice(at + Math.floor(chance.between(0, 3)));
      }
      if (text.trim() === "") continue;
      const first = judge(text);
      expect(verdicts, JSON.stringify(text)).toContain(first.verdict);
      expect(judge(text), JSON.stringify(text)).toEqual(first);
    }
  });
});
