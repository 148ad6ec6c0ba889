import { describe, expect, it } from "vitest";
import { checkExercise } from "#lib/checker/check-exercise.ts";
import { labRun, spreadOf } from "#lib/checker/lab-run.ts";
import { ruleInWords } from "#lib/checker/wording.ts";
import type { PredictionBlank } from "#lib/exercises/blank.ts";
import { readNetwork } from "#lib/exercises/network-settings.ts";
import { blank, exerciseOf, freeModel, verdictOn } from "./free-exercise.ts";

const prediction: PredictionBlank = {
  id: "fading",
  weight: 1,
  as: "prediction",
  prompt: "Which layer learns least, and how many times less than the one that learns most?",
  run: "depth = 10\nactivation = sigmoid",
  asks: ["weakest-layer", "factor"],
};

function spreadOfRun(run: string) {
  const read = readNetwork(run);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return spreadOf(labRun(read.network));
}

const { weakest, factor } = spreadOfRun(prediction.run);
const judge = (text: string, change: Partial<PredictionBlank> = {}) =>
  verdictOn(exerciseOf(freeModel, [{ ...prediction, ...change }]), prediction.id, text);

describe("a prediction", () => {
  it("is right with the weakest layer and a factor of the run's size", () => {
    const verdict = judge(`layer = ${weakest.layer}\nfactor = ${factor.toPrecision(3)}`);
    expect(verdict).toMatchObject({ verdict: "correct", score: 1, code: "right-prediction", at: null });
    expect(verdict.parts.map(({ part, score, read }) => [part, score, read])).toEqual([
      ["layer", 1, "1"],
      ["factor", 1, factor.toPrecision(3).replace("e+", " \\cdot 10^{").concat("}")],
    ]);
  });

  it("may say the factor either way round, in any spelling of a number, in any order of lines", () => {
    const power = Math.round(Math.log10(factor));
    expect(factor / 10 ** power).toBeGreaterThan(0.5);
    expect(factor / 10 ** power).toBeLessThan(2);
    for (const written of [
      `1e${power}`,
      `1e-${power}`,
      `10^-${power}`,
      `10^${power}`,
      `1/10^${power}`,
      `1/${10 ** power}`,
      `${10 ** power} times smaller`,
      `${10 ** power}x`,
      `10^${power} times larger`,
    ]) {
      expect(judge(`factor = ${written} # a guess\n\n Layer = 1`).verdict, written).toBe("correct");
    }
  });

  it("counts each thing that is asked alike", () => {
    expect(judge(`layer = 2\nfactor = ${factor}`)).toMatchObject({
      verdict: "incorrect",
      score: 0.5,
      code: "other-run",
    });
    expect(judge("layer = 1\nfactor = 3")).toMatchObject({ verdict: "incorrect", score: 0.5 });
    expect(judge("layer = 2\nfactor = 3")).toMatchObject({ verdict: "incorrect", score: 0 });
  });

  it.each([
    [1.9, 1],
    [1 / 1.9, 1],
    [2.1, 0.5],
    [1 / 2.1, 0.5],
    [9.5, 0.5],
    [1 / 9.5, 0.5],
    [10.5, 0],
    [1 / 10.5, 0],
    [1e30, 0],
  ])("gets its factor judged on a logarithmic scale: %f times the run's", (times, score) => {
    const verdict = judge(`factor = ${factor * times}`, { asks: ["factor"] });
    expect(verdict.score).toBe(score);
    expect(verdict.verdict).toBe(score === 1 ? "correct" : "incorrect");
    const direction = times > 1 ? "factor-too-strong" : "factor-too-weak";
    expect(verdict.parts[0]?.code).toBe(score === 1 ? "right-factor" : direction);
  });

  it("is told in which direction it is wrong, and never the answer", () => {
    for (const text of ["layer = 7\nfactor = 1e12", "layer = 7\nfactor = 20", `layer = 7\nfactor = ${factor * 5}`]) {
      const { message, parts } = judge(text);
      for (const said of [message, ...parts.map((part) => part.message)]) {
        expect(said.replace("Layer 7", "")).not.toMatch(/\d/);
      }
    }
    expect(judge("layer = 7\nfactor = 1e12").message).toContain("fades less strongly than you say");
    expect(judge("layer = 7\nfactor = 1e-12").message).toContain("fades less strongly than you say");
    expect(judge("layer = 7\nfactor = 20").message).toContain("fades more strongly than you say");
  });

  it("needs no name where one thing is asked", () => {
    expect(judge("1", { asks: ["weakest-layer"] }).verdict).toBe("correct");
    expect(judge(String(factor), { asks: ["factor"] }).verdict).toBe("correct");
    expect(judge("layer = 1", { asks: ["weakest-layer"] }).verdict).toBe("correct");
  });

  it.each([
    ["layer = 1", "prediction-unfinished", null],
    ["factor = 10", "prediction-unfinished", null],
    ["# layer = 1", "prediction-unfinished", null],
    ["1\n1000", "prediction-line", { line: 1, column: 1 }],
    ["layer = 1\n  depth = 3", "prediction-line", { line: 2, column: 3 }],
    ["__proto__ = 1", "prediction-line", { line: 1, column: 1 }],
    ["layer = 1\nlayer = 2\nfactor = 3", "predicted-twice", { line: 2, column: 1 }],
    ["layer = 0\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer = 11\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer = 1.5\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer = NaN\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer = 1e9\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer =\nfactor = 3", "no-such-layer", { line: 1, column: 1 }],
    ["layer = 1\nfactor = 0", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = -3", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = NaN", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = 1/0", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = 1e-400", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = much", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\nfactor = y1", "factor-unreadable", { line: 2, column: 1 }],
    ["layer = 1\n".repeat(1e5), "prediction-too-long", null],
    ["x".repeat(1e6), "prediction-too-long", null],
    [`factor = ${"(".repeat(1e6)}`, "prediction-too-long", null],
  ])("that cannot be read costs nothing: %#", (text, code, at) => {
    const started = performance.now();
    expect(judge(text)).toMatchObject({ verdict: "invalid", score: 0, code, at, parts: [] });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("gets the same verdict each time", () => {
    const text = "layer = 1\nfactor = 1e5";
    expect(judge(text)).toEqual(judge(text));
  });

  it("is told its rule before", () => {
    expect(ruleInWords(prediction)).toContain("1000 and 1/1000 say the same");
  });
});

describe("publishing a prediction", () => {
  const faultsOf = (change: Partial<PredictionBlank>) =>
    checkExercise(exerciseOf(freeModel, [{ ...prediction, ...change }])).map(({ message }) => message);

  it("is refused for nothing where the run is clear", () => {
    expect(faultsOf({})).toEqual([]);
    const tests = [
      { blank: "fading", answer: "layer = 1\nfactor = 1e-6", verdict: "correct", diagnosis: null },
      { blank: "fading", answer: "layer = 10\nfactor = 1e-6", verdict: "incorrect", diagnosis: null },
      { blank: "fading", answer: "layer = 1", verdict: "invalid", diagnosis: null },
    ] as const;
    const exercise = { ...exerciseOf(freeModel, [prediction, blank("error", "dL/dy3", "number")]), tests };
    expect(checkExercise(exercise)).toEqual([]);
  });

  it.each<[string, Partial<PredictionBlank>, string]>([
    ["asks nothing", { asks: [] }, '"fading" asks for weakest-layer, for factor or for both, each once.'],
    [
      "asks twice",
      { asks: ["factor", "factor"] },
      '"fading" asks for weakest-layer, for factor or for both, each once.',
    ],
    [
      "cannot be read",
      { run: "depth = 3\nactivation = rleu" },
      '"fading": line 2 of its run: "activation = rleu" is not known; did you mean relu?',
    ],
    ["is too much work", { run: "depth = 100\nwidth = 64" }, "too large for one run"],
    ["has one layer", { run: "depth = 1" }, '"fading": its run has one layer only'],
    [
      "has no weakest layer",
      { run: "depth = 8\nactivation = linear\ninit = orthogonal\nbias = no\nbatch = 1" },
      "within 10 % of each other",
    ],
    ["overflows", { run: "depth = 50\nactivation = linear\ninit = constant 1000" }, "is too large to be computed with"],
    [
      "underflows in one layer",
      { run: "depth = 8\nformat = float16\nactivation = sigmoid\nscale = 0.05", asks: ["factor"] },
      "is 0, so there is no factor to predict",
    ],
  ])("is refused where the run %s", (_, change, message) => {
    expect(faultsOf(change)).toHaveLength(1);
    expect(faultsOf(change)[0]).toContain(message);
  });
});
