import { describe, expect, it } from "vitest";
import { type MistakeSlug, mistakeSlugs } from "#lib/checker/mistake.ts";
import { prepareVariant } from "#lib/checker/prepare.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { parseExpression } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { blank, exerciseOf, verdictOn } from "./free-exercise.ts";
import { madeByHand, makeMistake } from "./make-mistake.ts";
import {
  type Chance,
  chanceOf,
  drawNetwork,
  gradientOf,
  type RandomNetwork,
  type Written,
  writeProduct,
  writeSource,
} from "./random-network.ts";

const triesForEach = 60;
const leastRecovered = 0.97;

interface Outcome {
  readonly slug: MistakeSlug;
  readonly isRecovered: boolean;
  readonly said: string;
}

/** Null where the mistake cannot be made there, comes to the right formula, or is hidden by the values of the page. */
function tryMistake(slug: MistakeSlug, seed: string): Outcome | null {
  const chance = chanceOf(seed);
  const network = drawNetwork(chance);
  const made = makeMistake(slug, network, chance);
  if (made === null) return null;
  const exercise = exerciseOf(network.source, [blank("a", made.ask, "formula")]);
  // A ReLU that is dead wherever it was looked leaves nothing to compare with.
  if (verdictOn(exercise, "a", "0").verdict === "correct") return null;
  const given = verdictOn(exercise, "a", made.answer);
  if (given.verdict === "correct" || given.code === "right-only-here" || given.code === "asked-itself") return null;
  const named = mistakeSlugs.indexOf(given.diagnosis as MistakeSlug);
  const isRecovered = named >= 0 && named <= mistakeSlugs.indexOf(slug);
  return { slug, isRecovered, said: `${slug}: ${given.diagnosis} for ${made.ask} = ${made.answer}\n${network.source}` };
}

describe("a listed mistake made by hand in a random network", () => {
  const outcomes = madeByHand.flatMap((slug) =>
    Array.from({ length: triesForEach }, (_, index) => tryMistake(slug, `${slug}/${index}`) ?? []).flat(),
  );

  it("is named, or an earlier one that comes to the same", () => {
    const missed = outcomes.filter(({ isRecovered }) => !isRecovered);
    expect(outcomes.length).toBeGreaterThan(1000);
    const share = 1 - missed.length / outcomes.length;
    expect(share, missed.map(({ said }) => said).join("\n\n")).toBeGreaterThanOrEqual(leastRecovered);
  });
});

/** Factors that a product may have too often or lack, in networks of sigmoids without skips: none is a product of others. */
function changeableFactors(network: RandomNetwork): readonly string[] {
  const { layers, hasTwoInputs } = network;
  const ofLayers = layers.flatMap(({ number }) => [`W${number}`, `y${number}`, `1 - y${number}`]);
  return [...ofLayers, "x0", ...(hasTwoInputs ? ["x2", "V1"] : []), `y${layers.length} - t`];
}

interface Changed {
  readonly answer: string;
  readonly powers: ReadonlyMap<string, number>;
  readonly constant: number;
}

/** The right product with up to four factors more, fewer or upside down, and sometimes a constant. */
function changeFactors(right: readonly Written[], factors: readonly string[], chance: Chance): Changed {
  const powers = new Map<string, number>();
  let answer = writeProduct(right);
  for (let change = chance.whole(1, 4); change > 0; change--) {
    const factor = chance.pick(factors);
    const power = chance.pick([1, -1, -2]);
    answer += power === 1 ? `*(${factor})` : power === -1 ? `/(${factor})` : `/(${factor})^2`;
    powers.set(factor, (powers.get(factor) ?? 0) + power);
  }
  const constant = chance.pick([1, 1, 1, -1, 2, 0.5, 6]);
  return { answer: constant === 1 ? answer : `${answer}*(${constant})`, powers, constant };
}

describe("a product of which up to four factors are changed", () => {
  const explained = Array.from({ length: 150 }, (_, index) => {
    const chance = chanceOf(`factors/${index}`);
    const drawn = drawNetwork(chance);
    const layers = drawn.layers.map((layer) => ({ ...layer, activation: "sigmoid" as const, hasSkip: false }));
    const network = { ...drawn, layers, source: writeSource(layers, drawn.hasTwoInputs, chance) };
    const asked = chance.pick(layers).number;
    const [right = []] = gradientOf(network, asked);
    const changed = changeFactors(right, changeableFactors(network), chance);
    const prepared = prepareVariant(
      drawVariant(exerciseOf(network.source, [blank("a", `dL/dW${asked}`, "formula")]), 0, ""),
    );
    const parsed = parseExpression(changed.answer, prepared.vocabulary);
    if (!parsed.ok) throw new Error(`${changed.answer}: ${parsed.problem.message}`);
    const analysis = prepared.ask(`dL/dW${asked}`).factorAnalyser()?.analyse(parsed.value) ?? null;
    return { changed, analysis };
  });
  const isUnchanged = ({ powers, constant }: Changed) =>
    constant === 1 && [...powers.values()].every((power) => power === 0);
  const judged = explained.filter(({ changed }) => !isUnchanged(changed));

  it("is explained", () => {
    const share = judged.filter(({ analysis }) => analysis !== null).length / judged.length;
    expect(judged.length).toBeGreaterThan(120);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it("is explained by these very factors", () => {
    for (const { changed, analysis } of judged) {
      if (analysis === null) continue;
      const found = new Map(analysis.powers.map(({ tree, power }) => [printText(tree), power]));
      const made = new Map([...changed.powers].filter(([, power]) => power !== 0));
      expect(found, changed.answer).toEqual(made);
      const { isNegative, two, three, five } = analysis.constant;
      const constant = (isNegative ? -1 : 1) * 2 ** two * 3 ** three * 5 ** five;
      expect(constant, changed.answer).toBeCloseTo(changed.constant, 9);
    }
  });
});
