import fc from "fast-check";
import katex from "katex";
import { beforeAll, describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { explainLine } from "#lib/checker/explain-line.ts";
import type { WorkedSolution } from "#lib/checker/solution.ts";
import { workedSolution } from "#lib/checker/worked-solution.ts";
import type { Blank, ValueBlank, WorksheetBlank } from "#lib/exercises/blank.ts";
import { drawVariant, type Variant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { optionId } from "#lib/exercises/option-id.ts";
import golden from "#tests/golden/course-network.json" with { type: "json" };
import { courseNetwork } from "#tests/lib/model/course-network.ts";
import { blank, exerciseOf, freeModel } from "./free-exercise.ts";
import { plainTex, readSides, sidesAgree } from "./read-step.ts";
import { askedOf, courseExercises, deepModel, solvedModels } from "./solved-models.ts";

/** The checker's verdict on a solution's own answer. */
function verdictOnOwn(variant: Variant, asked: Blank): string {
  const { answer } = workedSolution(variant, asked);
  const given = checkSubmission(variant, { [asked.id]: answer?.text ?? "" }).blanks[0];
  return given === undefined ? "none" : `${given.verdict} ${given.code}`;
}

function solve(source: string, ask: string, as: "number" | "formula", more: Partial<ValueBlank> = {}): WorkedSolution {
  const exercise = exerciseOf(source, [blank("a", ask, as, more)]);
  return workedSolution(drawVariant(exercise, 0, ""), exercise.blanks[0] as Blank);
}

const asked = solvedModels.flatMap(({ name, source, asks, isOfNumbers }) =>
  asks.map((ask) => ({ name, source, ask, isOfNumbers })),
);

describe("the worked solution of the course's network", () => {
  it("goes forward as far as is needed, back by the chain rule, and rounds at the end only", () => {
    const { steps, answer } = solve(courseNetwork, "dL/dW3", "number");
    expect(steps.map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      ...["x0", "t", "W1", "W2", "W3"].map((name) => `given ${name}`),
      ...["z1", "y1", "z2", "y2", "z3", "y3"].map((name) => `forward ${name}`),
      ...["W3", "L", "y3", "z3", "W3"].map((name) => `backward ${name}`),
      "result W3",
    ]);
    expect(plainTex(steps.at(-1)?.tex ?? "")).toMatch(
      /^\\frac\{\\partial L\}\{\\partial W_\{3\}\} = -0\.0322\d+ \\approx -0\.0323$/,
    );
    expect(answer?.text).toBe(golden.gradients["dL/dW3"].toPrecision(3));
    expect(answer?.spoken).toBe("minus 0.0323");
  });

  it.each(Object.entries({ ...golden.gradients, ...golden.partials }))(
    "answers %s with the golden value",
    (ask, value) => {
      expect(Number(solve(courseNetwork, ask, "number", { digits: 6 }).answer?.text)).toBe(
        Number(value.toPrecision(6)),
      );
    },
  );

  it("leaves out what the ask does not need", () => {
    const names = (ask: string) => solve(courseNetwork, ask, "number").steps.map(({ quantity }) => quantity);
    expect(names("y1")).toEqual(["x0", "W1", "z1", "y1", "y1"]);
    expect(names("dz2/dy1")).toEqual(["W2", "z2", "y1"]);
  });

  it("closes with the formula where one is asked", () => {
    const { steps, answer } = solve(courseNetwork, "dL/dW3", "formula");
    expect(answer?.text).toBe("(y3 - t)·y3·(1 - y3)·y2");
    expect(plainTex(steps.at(-1)?.tex ?? "")).toBe(
      "\\frac{\\partial L}{\\partial W_{3}} = (y_{3} - t) \\cdot y_{3} \\cdot (1 - y_{3}) \\cdot y_{2}",
    );
  });
});

describe("every solution", () => {
  it.each(asked)("$name: $ask is answered as the checker has it", ({ source, ask }) => {
    const { variant, blanks } = askedOf(source, ask);
    expect(blanks.map((each) => verdictOnOwn(variant, each))).toEqual(["correct correct", "correct correct"]);
  });

  it.each(asked.filter(({ isOfNumbers }) => isOfNumbers))(
    "$name: each line of $ask holds for who reads it and works with the figures shown",
    ({ source, ask }) => {
      const { variant, blanks } = askedOf(source, ask);
      for (const each of blanks) {
        for (const { tex } of workedSolution(variant, each).steps) {
          expect(sidesAgree(readSides(tex, variant.model), 3), plainTex(tex)).toBe(true);
        }
      }
    },
  );

  it.each(asked)("$name: $ask is mathematics that KaTeX sets, with words for it and a rule", ({ source, ask }) => {
    const { variant, blanks } = askedOf(source, ask);
    for (const each of blanks) {
      for (const { tex, spoken, rule } of workedSolution(variant, each).steps) {
        const settings = {
          trust: true,
          strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
        } as const;
        expect(() => katex.renderToString(tex, settings), tex).not.toThrow();
        expect(spoken).not.toMatch(/[\\{}$=]/);
        expect(rule).not.toBe("");
      }
    }
  });

  it("is rounded in its answer as a reader rounds who follows its last lines", () => {
    for (const { source, ask, isOfNumbers } of asked.filter((each) => each.isOfNumbers)) {
      const { variant, blanks } = askedOf(source, ask);
      const { steps, answer } = workedSolution(variant, blanks[0] as Blank);
      const lines = steps.slice(-2).flatMap(({ tex }) => readSides(tex, variant.model));
      const rounded = lines.flatMap((side) => (side === null ? [] : Number((side.data[0] ?? 0).toPrecision(3))));
      expect(new Set(rounded), `${ask} ${isOfNumbers}`).toEqual(new Set([Number(answer?.text)]));
    }
  });

  it("is written out where the author asks for that", () => {
    const { answer } = solve(freeModel, "dL/dW1", "formula", { expanded: true });
    expect(answer?.text).not.toMatch(/d[A-Za-z]\w*\/d/);
  });
});

describe("the exercises that ship", () => {
  let exercises: readonly Exercise[];
  beforeAll(async () => {
    exercises = await courseExercises();
  });

  it("are solved by their own solutions, in every variant", () => {
    expect(exercises.length).toBeGreaterThan(2);
    for (const exercise of exercises) {
      for (let number = 0; number < 4; number++) {
        const variant = drawVariant(exercise, number, "learner");
        for (const each of exercise.blanks) {
          // A network is run for these: there is nothing to derive.
          const isRun = each.as === "prediction" || each.as === "design";
          if (isRun) expect(workedSolution(variant, each)).toEqual({ steps: [], answer: null });
          else expect(verdictOnOwn(variant, each), `${exercise.slug} ${each.id}`).toMatch(/^correct/);
        }
      }
    }
  });
});

/** A chain of one to four layers with any activations, biases, skips and losses. Weights stay where nothing saturates. */
const anyNetwork = fc
  .record({
    layers: fc.array(
      fc.record({
        activation: fc.constantFrom("sigmoid", "tanh", "relu", "softplus", "silu", "gelu", "leaky_relu"),
        weight: fc.integer({ min: -15, max: 15 }).filter((tenths) => Math.abs(tenths) > 2),
        bias: fc.option(fc.integer({ min: -9, max: 9 }).filter((tenths) => tenths !== 0)),
        skips: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    loss: fc.constantFrom("(Y - t)^2/2", "(Y - t)^2", "0.5*(Y - t)^2", "abs(Y - t)"),
    pick: fc.nat(),
  })
  .map(({ layers, loss, pick }) => {
    const inputs = ["x0 = 1.3", "t = 0.37"];
    const lines = layers.map(({ activation, weight, bias, skips }, index) => {
      const [layer, input] = [index + 1, index === 0 ? "x0" : `y${index}`];
      inputs.push(`W${layer} = ${weight / 10}`);
      if (bias !== null) inputs.push(`b${layer} = ${bias / 10}`);
      const added = skips && index > 0 ? ` + ${input}` : "";
      return `z${layer} = W${layer}*${input}${bias === null ? "" : ` + b${layer}`}\ny${layer} = ${activation}(z${layer})${added}`;
    });
    const source = [...inputs, ...lines, `L = ${loss.replace("Y", `y${layers.length}`)}`].join("\n");
    const names = source.split("\n").map((line) => line.slice(0, line.indexOf(" ")));
    const by = names.filter((name) => name !== "L");
    return { source, ask: `dL/d${by[pick % by.length] ?? "W1"}` };
  });

describe("a network nobody has thought of", () => {
  it("is solved as the checker has it, and every line holds", () => {
    fc.assert(
      fc.property(anyNetwork, ({ source, ask }) => {
        const { variant, blanks } = askedOf(source, ask);
        for (const each of blanks) {
          const { steps } = workedSolution(variant, each);
          for (const { tex } of steps) {
            if (!sidesAgree(readSides(tex, variant.model), 3)) throw new Error(`does not hold: ${plainTex(tex)}`);
          }
          const verdict = verdictOnOwn(variant, each);
          if (!verdict.startsWith("correct")) throw new Error(`${each.as}: ${verdict}`);
        }
      }),
      { numRuns: 80 },
    );
  });

  it("is solved too where it is made of matrices", () => {
    const entry = fc.integer({ min: -9, max: 9 }).map((tenths) => (tenths === 0 ? 0.5 : tenths / 10));
    const list = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
    const matrix = (rows: number, columns: number) => fc.array(list(columns), { minLength: rows, maxLength: rows });
    const network = fc
      .record({
        inputs: fc.integer({ min: 2, max: 3 }),
        units: fc.integer({ min: 2, max: 3 }),
        outputs: fc.integer({ min: 2, max: 3 }),
      })
      .chain(({ inputs, units, outputs }) =>
        fc.record({
          x: list(inputs),
          t: list(outputs),
          W1: matrix(units, inputs),
          b1: list(units),
          W2: matrix(outputs, units),
          first: fc.constantFrom("sigmoid", "tanh", "softplus"),
          second: fc.constantFrom("sigmoid", "tanh", "softmax"),
          ask: fc.constantFrom("dL/dW1", "dL/dW2", "dL/db1", "dL/dx", "dL/dz1", "dL/dy1"),
        }),
      );
    fc.assert(
      fc.property(network, ({ first, second, ask, ...values }) => {
        const given = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
        const source = `${given.join("\n")}\nz1 = W1 @ x + b1\ny1 = ${first}(z1)\nz2 = W2 @ y1\ny2 = ${second}(z2)\nL = sum((y2 - t)^2)/2`;
        const { variant, blanks } = askedOf(source, ask);
        for (const each of blanks) {
          const verdict = verdictOnOwn(variant, each);
          if (!verdict.startsWith("correct")) throw new Error(`${each.as} ${ask}: ${verdict}`);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a deep network", () => {
  it.each([false, true])("stays readable at fifty layers (skips: %s)", (skips) => {
    for (const as of ["number", "formula"] as const) {
      const { steps, answer } = solve(deepModel(50, skips), "dL/dW1", as);
      expect(steps.length).toBeLessThanOrEqual(40);
      expect(Math.max(...steps.map(({ tex }) => plainTex(tex).length))).toBeLessThan(600);
      expect(answer?.text.length).toBeLessThan(4000);
      const { variant, blanks } = askedOf(deepModel(50, skips), "dL/dW1");
      expect(blanks.map((each) => verdictOnOwn(variant, each))).toEqual(["correct correct", "correct correct"]);
    }
  });

  it("says which layers it leaves out", () => {
    const { steps } = solve(deepModel(50), "dL/dW1", "number");
    const rules = steps.map(({ rule }) => rule).filter((rule) => rule.startsWith("the same step"));
    expect(rules).toEqual([
      "the same step for layers 3 to 47",
      "the same step for layers 4 to 48",
      "the same step for layers 44 to 6",
    ]);
  });

  it("is solved in a few milliseconds", () => {
    const source = deepModel(50);
    const times = Array.from({ length: 15 }, () => {
      const begin = performance.now();
      solve(source, "dL/dW1", "number");
      return performance.now() - begin;
    });
    // The best of several: other work on the machine only ever adds time.
    expect(Math.min(...times)).toBeLessThan(20);
  });
});

describe("one line of a calculation", () => {
  const variant = drawVariant(exerciseOf(freeModel, [blank("a", "dL/dW3", "number")]), 0, "");

  it("takes an error term from the next layer's, by W and σ′", () => {
    const line = explainLine(variant, "dL/dz2");
    expect(plainTex(line?.tex ?? "")).toMatch(
      /^\\frac\{\\partial L\}\{\\partial z_\{2\}\} = \\frac\{\\partial L\}\{\\partial z_\{3\}\} \\cdot W_\{3\} \\cdot \\sigma'\(z_\{2\}\) = /,
    );
    expect(line).toMatchObject({
      kind: "backward",
      layer: 2,
      rule: "chain rule; derivative of a product: the other factor; slope of the sigmoid: σ(z)(1 − σ(z))",
    });
  });

  it.each([
    ["z2", "forward"],
    ["x0", "given"],
    ["dy3/dz3", "backward"],
    ["dL/dW1", "backward"],
  ])("%s is %s, and holds", (ask, kind) => {
    const line = explainLine(variant, ask);
    expect(line?.kind).toBe(kind);
    expect(sidesAgree(readSides(line?.tex ?? "", variant.model), 3)).toBe(true);
  });

  it("adds the paths where there are several", () => {
    const skip = solvedModels.find(({ name }) => name === "a skip past a layer");
    const { variant: skipping } = askedOf(skip?.source ?? "", "dL/dW1");
    expect(explainLine(skipping, "dL/dy1")?.rule).toMatch(/^chain rule: the paths are added/);
  });

  it("is none for what the model does not have", () => {
    expect(explainLine(variant, "dL/dW7")).toBeNull();
    expect(explainLine(variant, "y3 +")).toBeNull();
  });
});

describe("other blanks", () => {
  const sheet: WorksheetBlank = {
    id: "sheet",
    as: "worksheet",
    weight: 1,
    ask: "dL/dW2",
    each: "number",
    digits: 3,
    askWeight: 1,
    steps: ["y3", "dL/dy3", "dL/dz3", "dL/dz2"].map((ask) => ({ ask, weight: 1, isRequired: false })),
  };

  it.each(["number", "formula"] as const)("a worksheet has a line for each step and the asked one (%s)", (each) => {
    const exercise = exerciseOf(freeModel, [{ ...sheet, each }]);
    const variant = drawVariant(exercise, 0, "");
    const { steps, answer } = workedSolution(variant, { ...sheet, each });
    expect(steps.map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      "forward y3",
      "backward L",
      "backward z3",
      "backward z2",
      "result W2",
    ]);
    expect(answer?.text.split("\n")).toHaveLength(5);
    const verdict = checkSubmission(variant, { sheet: answer?.text ?? "" });
    expect(verdict).toMatchObject({ score: 1, blanks: [{ verdict: "correct" }] });
  });

  it("a choice has its right options with their reasons, and is answered by them", () => {
    const option = (text: string, isRight: boolean) => ({ id: optionId(text), text, isRight, reason: `why: ${text}` });
    const choice: Blank = {
      id: "c",
      as: "choice",
      weight: 1,
      prompt: "Which?",
      several: true,
      options: [option("$y_1$ & 50 %", true), option("none", false), option("all_of it", true)],
    };
    const variant = drawVariant(exerciseOf(freeModel, [choice]), 0, "");
    const { steps, answer } = workedSolution(variant, choice);
    expect(steps.map(({ rule }) => rule)).toEqual(["why: $y_1$ & 50 %", "why: all_of it"]);
    expect(steps.map(({ tex }) => tex)).toEqual(["y_1\\text{ \\& 50 \\%}", "\\text{all\\_of it}"]);
    expect(checkSubmission(variant, { c: answer?.text ?? "" }).score).toBe(1);
  });

  it("an ordering has its items in order", () => {
    const things = ["first", "second", "third"].map((text) => ({ id: optionId(text), text, reason: `after ${text}` }));
    const ordering: Blank = { id: "o", as: "ordering", weight: 1, prompt: "Order", items: things };
    const variant = drawVariant(exerciseOf(freeModel, [ordering]), 0, "");
    const { steps, answer } = workedSolution(variant, ordering);
    expect(steps.map(({ spoken }) => spoken)).toEqual(["first", "second", "third"]);
    expect(checkSubmission(variant, { o: answer?.text ?? "" }).score).toBe(1);
  });
});
