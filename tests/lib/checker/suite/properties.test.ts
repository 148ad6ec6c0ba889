import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import type { BlankVerdict } from "#lib/checker/verdict.ts";
import { drawVariant, type Variant } from "#lib/exercises/draw-variant.ts";
import { blank, exerciseOf } from "../free-exercise.ts";
import { evaluate, type Formula, type Values, write } from "./formula.ts";
import { rewrite } from "./identities.ts";
import { mutate, mutationNames } from "./mutations.ts";
import { drawValues, type Network, networks } from "./networks.ts";
import { seeded } from "./seeded.ts";

const mostSteps = 12;
const rewritesPerAsk = 100;
const mutantsPerAsk = 60;
const fewestMutants = 100;

const questions = networks.flatMap((network) => network.asks.map(([ask, right]) => ({ network, ask, right })));

function variantOf({ source, asks }: Network): Variant {
  const blanks = asks.map(([ask]) => blank(ask, ask, "formula"));
  return drawVariant(exerciseOf(source, blanks), 0, "any");
}

function judge(variant: Variant, ask: string, answer: string): BlankVerdict {
  const [verdict] = checkSubmission(variant, { [ask]: answer }).blanks;
  if (verdict === undefined) throw new Error(`no verdict on ${answer}`);
  return verdict;
}

/** The values to tell formulas apart at: half near the given ones, half of both signs. */
function pointsFor(network: Network): readonly Values[] {
  const chance = seeded(7);
  return Array.from({ length: 24 }, (_, index) => drawValues(network, chance, index % 2 === 0));
}

/** The largest relative difference at the points where the truth is far enough from 0 for plain float64. */
function differenceOf(right: Formula, other: Formula, points: readonly Values[]): number {
  const differences = points.map((values) => {
    const truth = evaluate(right, values);
    return Math.abs(evaluate(other, values) - truth) / Math.abs(truth);
  });
  return Math.max(...differences.filter((difference) => !Number.isNaN(difference)));
}

describe.each(questions)("$ask", ({ network, ask, right }) => {
  const variant = variantOf(network);
  const points = pointsFor(network);

  it("is right in every form that identities give it", () => {
    for (let index = 0; index < rewritesPerAsk; index++) {
      const chance = seeded(1000 + index);
      const formula = rewrite(right, 1 + (index % mostSteps), chance, network);
      // The identities themselves are held to plain JavaScript first.
      expect(differenceOf(right, formula, points), write(formula)).toBeLessThan(1e-6);
      const text = write(formula, chance.pick(["*", " · ", "×", " \\cdot "]));
      expect(judge(variant, ask, text), text).toMatchObject({ verdict: "correct", score: 1 });
    }
  });
});

it.each(mutationNames)("a right formula is wrong with %s", (slip) => {
  let judged = 0;
  for (const { network, ask, right } of questions) {
    const variant = variantOf(network);
    const points = pointsFor(network);
    for (let index = 0; index < mutantsPerAsk; index++) {
      const chance = seeded(5000 + index);
      const formula = mutate(rewrite(right, index % 7, chance, network), slip, chance, network);
      if (formula === null || !(differenceOf(right, formula, points) > 1e-6)) continue;
      judged++;
      const text = write(formula);
      expect(judge(variant, ask, text).verdict, text).not.toBe("correct");
    }
  }
  expect(judged).toBeGreaterThanOrEqual(fewestMutants);
});
