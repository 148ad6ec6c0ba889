import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExercise } from "#lib/checker/check-exercise.ts";
import { designSeeds, shortfalls } from "#lib/checker/design.ts";
import { ruleInWords } from "#lib/checker/wording.ts";
import { type DesignBlank, isSolved } from "#lib/exercises/blank.ts";
import type { ExerciseTest } from "#lib/exercises/exercise.ts";
import { readNetwork } from "#lib/exercises/network-settings.ts";
import { exerciseOf, freeModel, verdictOn } from "./free-exercise.ts";

const design: DesignBlank = {
  id: "rescue",
  weight: 1,
  as: "design",
  prompt: "Make layer 1 learn.",
  run: "depth = 30\nwidth = 16\nactivation = sigmoid\ninitialisation = glorot",
  settings: ["activation", "initialisation", "scale", "skip", "normalisation"],
  goal: { firstAtLeast: 1e-3, largestAtMost: 10 },
};

const judge = (text: string, change: Partial<DesignBlank> = {}) =>
  verdictOn(exerciseOf(freeModel, [{ ...design, ...change }]), design.id, text);

describe("a design", () => {
  it.each([
    "activation = relu\ninitialisation = he",
    "activation = tanh # glorot is right for it",
    "activation = tanh\nskip = every 2",
  ])("is right where every seed reaches the goal: %j", (text) => {
    const verdict = judge(text);
    expect(verdict).toMatchObject({ verdict: "correct", score: 1, code: "goal-reached", at: null });
    expect(verdict.parts.map(({ part, verdict: of }) => [part, of])).toEqual([
      ["first", "correct"],
      ["largest", "correct"],
    ]);
  });

  it("says at which layer the gradient is lost", () => {
    const verdict = judge("scale = 1");
    expect(verdict).toMatchObject({ verdict: "incorrect", score: 0, code: "goal-missed" });
    const layer = Number(
      /^Going back from layer 30, the gradient falls below 0.001 at layer (\d+)\.$/.exec(verdict.message)?.[1],
    );
    const start = readNetwork(design.run);
    if (!start.ok) throw new Error("the run is readable");
    // The worst seed decides: under it all layers from there back are below the goal, and the next one is not.
    const layers = shortfalls(start.network, design.goal).map(({ findings }) => findings[0]);
    expect(layers).toContainEqual(
      expect.objectContaining({ code: "gradient-fades", fading: expect.objectContaining({ belowFrom: layer }) }),
    );
  });

  it("says where the gradient explodes, and that layer 1 would learn", () => {
    const verdict = judge("activation = linear\nscale = 3");
    expect(verdict).toMatchObject({ verdict: "incorrect", code: "goal-missed" });
    expect(verdict.message).toMatch(/^The gradient explodes: /);
    expect(verdict.parts.map(({ part, verdict: of }) => [part, of])).toEqual([
      ["first", "correct"],
      ["largest", "incorrect"],
    ]);
  });

  it("says where numbers leave the format, forwards or back", () => {
    const explosive = { goal: { firstAtLeast: 1e-3, largestAtMost: null }, run: "depth = 30\nformat = float16" };
    expect(judge("activation = linear\nscale = 20", explosive).message).toMatch(
      /^The activations explode: going forwards, they are too large to be computed with at layer \d+\.$/,
    );
    expect(judge("scale = 1", explosive).message).toContain("in the end it is too small for float16");
    expect(judge("activation = linear\nscale = 1000\ninitialisation = constant 1000").message).toContain(
      "too large to be computed with at layer 30",
    );
  });

  it("says that nothing passes dead units", () => {
    expect(judge("activation = relu\ninitialisation = constant -0.1").message).toContain(
      "it is exactly 0, for nothing passes dead units",
    );
  });

  it("gets more for coming nearer, and is not solved before the goal is reached", () => {
    const steps = ["scale = 1", "scale = 2", "scale = 3", "scale = 4"].map((text) => judge(text));
    expect(steps.map(({ verdict }) => verdict)).not.toContain("correct");
    const scores = steps.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores[3]).toBeGreaterThan(0.1);
    for (const score of scores) expect(isSolved(score)).toBe(false);
    // Worse than at the start is no less than nothing.
    expect(judge("scale = 0.01").score).toBe(0);
  });

  it("is wrong where it lives by luck, and says so", () => {
    const start = readNetwork("depth = 30\nwidth = 16\nactivation = tanh\ninitialisation = glorot");
    if (!start.ok) throw new Error("the run is readable");
    const firsts = designSeeds.map((seed) => {
      const goalReached = (firstAtLeast: number) =>
        shortfalls(start.network, { firstAtLeast, largestAtMost: null })[designSeeds.indexOf(seed)]?.isReached === true;
      let [low, high] = [1e-9, 1e3];
      for (let halving = 0; halving < 40; halving++) {
        const middle = Math.sqrt(low * high);
        if (goalReached(middle)) low = middle;
        else high = middle;
      }
      return low;
    });
    const [least = 0, middle = 0] = firsts.toSorted((a, b) => a - b);
    expect(middle).toBeGreaterThan(least);
    const verdict = judge("activation = tanh", {
      goal: { firstAtLeast: Math.sqrt(least * middle), largestAtMost: null },
    });
    expect(verdict.verdict).toBe("incorrect");
    expect(verdict.message).toMatch(/^That depends on luck: with 1 of 3 draws /);
  });

  it("may write a given setting once more as it is, and not otherwise", () => {
    expect(judge("depth = 30\nactivation = tanh").verdict).toBe("correct");
    expect(judge("activation = tanh\n depth = 3")).toMatchObject({
      verdict: "invalid",
      code: "setting-fixed",
      at: { line: 2, column: 2 },
      message:
        '"depth" is given and stays as it is; you may set activation, initialisation, scale, skip and normalisation.',
    });
    for (const text of ["seed = 7", "width = 64", "format = float16", "batch = 256", "input = 1"]) {
      expect(judge(text), text).toMatchObject({ verdict: "invalid", code: "setting-fixed" });
    }
  });

  it.each([
    ["activation = rleu", { line: 1, column: 14 }],
    ["# mine\nscale = NaN", { line: 2, column: 9 }],
    ["scale = -1", { line: 1, column: 9 }],
    ["depth = 1e9", { line: 1, column: 9 }],
    ["scale = 1e400", { line: 1, column: 9 }],
    ["__proto__ = 1", { line: 1, column: 1 }],
    ["constructor = 1", { line: 1, column: 1 }],
    ["make it learn", { line: 1, column: 1 }],
    ["x".repeat(1e6), { line: 1, column: 1 }],
    ["scale = 1\n".repeat(1e5), { line: 1, column: 1 }],
  ])("that cannot be read costs nothing: %#", (text, at) => {
    const started = performance.now();
    expect(judge(text)).toMatchObject({ verdict: "invalid", score: 0, code: "settings-unreadable", at, parts: [] });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("that is too much work is not run", () => {
    const free = { settings: ["depth", "width", "batch"] } as const;
    const started = performance.now();
    const verdict = judge("depth = 100\nwidth = 64\nbatch = 256", free);
    expect(performance.now() - started).toBeLessThan(500);
    expect(verdict).toMatchObject({ verdict: "invalid", code: "settings-unreadable", at: { line: 3, column: 1 } });
    expect(verdict.message).toContain("too large for one run");
  });

  it("gets a verdict with a score from 0 to 1 whatever is set, and the same one again", () => {
    const lines = [
      fc.constantFrom("sigmoid", "tanh", "relu", "selu", "gelu", "linear").map((name) => `activation = ${name}`),
      fc.constantFrom("he", "orthogonal", "constant -1", "constant 0", "normal 1000").map((name) => `init = ${name}`),
      fc.constantFrom("yes", "no", "3", "100").map((skip) => `skip = ${skip}`),
      fc.constantFrom("none", "batch", "layer").map((name) => `norm = ${name}`),
      fc.constantFrom("0.001", "1", "1000").map((scale) => `scale = ${scale}`),
    ] as const;
    const small = { run: "depth = 6\nwidth = 4\nbatch = 4\nformat = float16" };
    fc.assert(
      fc.property(fc.tuple(...lines), (chosen) => {
        const verdict = judge(chosen.join("\n"), small);
        expect(verdict.verdict).not.toBe("invalid");
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThanOrEqual(1);
        expect(verdict.verdict === "correct").toBe(verdict.score === 1);
        expect(verdict.verdict === "correct" || !isSolved(verdict.score)).toBe(true);
        expect(verdict.message).not.toMatch(/NaN|undefined|Infinity/);
        expect(judge(chosen.join("\n"), small)).toEqual(verdict);
      }),
      { numRuns: 60 },
    );
  });

  it("is told its rule before", () => {
    expect(ruleInWords(design)).toContain("at least 0.001, and that of no layer above 10");
  });
});

describe("publishing a design", () => {
  const solution: ExerciseTest = { blank: "rescue", answer: "activation = tanh", verdict: "correct", diagnosis: null };
  const faultsOf = (change: Partial<DesignBlank>, tests: readonly ExerciseTest[] = [solution]) =>
    checkExercise({ ...exerciseOf(freeModel, [{ ...design, ...change }]), tests }).map(({ message }) => message);

  it("is refused for nothing where a solution is among the tests", () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, Partial<DesignBlank>, string]>([
    ["the run cannot be read", { run: "depth = 3\ndept = 4" }, '"rescue": line 2 of its run: "dept" is no setting'],
    ["the run is too much work", { run: "depth = 100\nwidth = 64" }, "too large for one run"],
    ["the start reaches the goal", { run: "depth = 30\nactivation = tanh" }, "reach the goal already"],
    ["nothing may be set", { settings: [] }, "names at least one setting"],
    ["the seed may be set", { settings: ["activation", "seed"] }, "the seed is none of them"],
    ["the goal is 0", { goal: { firstAtLeast: 0, largestAtMost: null } }, "are numbers above 0"],
    ["the goal is no number", { goal: { firstAtLeast: Number.NaN, largestAtMost: null } }, "are numbers above 0"],
    ["the goal cannot be", { goal: { firstAtLeast: 1, largestAtMost: 0.1 } }, "the second is larger than the first"],
  ])("is refused where %s", (_, change, message) => {
    expect(faultsOf(change)).toHaveLength(1);
    expect(faultsOf(change)[0]).toContain(message);
  });

  it("is refused without a solution, and with one that is none", () => {
    expect(faultsOf({}, [])[0]).toContain("without one nobody knows that the goal can be reached");
    expect(faultsOf({}, [{ ...solution, answer: "scale = 2" }])[0]).toMatch(
      /^"scale = 2" should be correct and is incorrect: /,
    );
  });
});
