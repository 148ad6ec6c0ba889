import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { type CompiledExercise, compileExercise } from "#lib/content/compile-exercise.ts";
import { readModels } from "#lib/content/compile-lesson.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { chain, lessonText } from "#tests/fixtures/lessons.ts";

const whole = `title: The first gradient
question: |
  What is the gradient of $L$ by $W_3$?
model:
  from: a-lesson/chain
  with: { x0: 1.5, W1: 0.9 }
blanks:
  - { id: error, ask: dL/dy3, as: number }
  - { id: gradient, ask: dL/dW3, as: formula, weight: 2 }
tests:
  - { blank: error, answer: y3 - t, verdict: correct }
  - { blank: gradient, answer: (y3 - t) y3 (1 - y3) y2, verdict: correct }
  - { blank: gradient, answer: (y3 - t) y2, verdict: incorrect }
`;

function compile(source: string, lesson = chain) {
  const models = readModels(lessonText(lesson), "01-a-lesson.mdx");
  return compileExercise(source, {
    file: "exercises/first-gradient.yaml",
    findModel: (name) => {
      const model = name === "a-lesson/chain" ? models?.models.get("chain")?.model : undefined;
      return model === undefined ? { kind: "unknown", known: ["a-lesson/chain"] } : { kind: "model", model };
    },
  });
}

function compiled(source: string, lesson = chain): CompiledExercise {
  const result = compile(source, lesson);
  if (result.ok) return result.value;
  throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join("\n"));
}

describe("a compiled exercise", () => {
  it("holds its blanks with the author's defaults filled in, labelled and coloured", () => {
    const { exercise, labels } = compiled(whole);
    expect(exercise).toMatchObject({
      slug: "first-gradient",
      title: "The first gradient",
      blanks: [
        { id: "error", ask: "dL/dy3", as: "number", digits: 3, weight: 1, expanded: false },
        { id: "gradient", ask: "dL/dW3", as: "formula", digits: 3, weight: 2, expanded: false },
      ],
      policy: { required: true, roundedEarly: 0.8 },
    });
    expect(labels.gradient).toMatchObject({ spoken: "the derivative of L by W3", layer: 3 });
    expect(labels.gradient?.formula?.html).toContain("layer-3");
  });

  it("takes the lesson's model with other values, and lists what is given", () => {
    const { given } = compiled(whole);
    expect(given.map(({ name, layer, formula }) => [name, layer, formula.tex.replace(/[{}]/g, "")])).toEqual([
      ["x0", null, "x_0 = 1.5"],
      ["t", null, "t = 0.8"],
      ["W1", 1, "W_1 = 0.9"],
      ["W2", 2, "W_2 = 0.5"],
      ["W3", 3, "W_3 = 0.5"],
    ]);
  });

  it("holds no answer: no computed number, and none of the author's tests", () => {
    const { exercise, network, question } = compiled(whole);
    expect(exercise.tests).toEqual([]);
    const computed = network.nodes.filter(({ kind }) => kind === "neuron" || kind === "loss");
    expect(computed.map(({ value, gradient }) => [value, gradient])).toEqual(Array(4).fill(["", null]));
    expect(network.edges.map(({ gradient }) => gradient)).toEqual(Array(5).fill(null));
    // Set formulas are full of measures.
    const withoutHtml = JSON.stringify([network.summary, question], (key, value) => (key === "html" ? "" : value));
    const numbers = withoutHtml.match(/\d+\.\d+/g);
    expect(new Set(numbers)).toEqual(new Set(["1.5", "0.9", "0.5", "0.8"]));
  });

  it("judges by the lesson's model: another W2 there turns a right number wrong, with no other edit", () => {
    const numeric = whole.replace("as: formula, weight: 2", "as: number");
    const verdictIn = (lesson: string) => {
      const { exercise } = compiled(numeric, lesson);
      const answer = "((1/(1+exp(-0.5*0.598))) - 0.8)";
      const variant = drawVariant(exercise, 0, "");
      const here = checkSubmission(variant, { error: answer, gradient: "dL/dy3 * dy3/dz3 * y2" });
      return here.blanks.map(({ verdict }) => verdict);
    };
    expect(verdictIn(chain)).toEqual(["correct", "correct"]);
    expect(verdictIn(chain.replace("W2 = 0.5", "W2 = 2.5"))).toEqual(["incorrect", "correct"]);
  });
});

describe("an exercise is refused, with line and column,", () => {
  it.each([
    ["field", whole.replace("title: The first gradient\n", ""), 1, 1],
    ["field", whole.replace("as: number", "as: guess"), 8, 35],
    ["field", whole.replace("blank: error", "blank: nothing"), 11, 14],
    ["field", whole.replace("y3 - t, verdict", "3, verdict"), 11, 29],
    ["yaml", whole.replace("x0: 1.5", "x0: [1.5"), 6, 29],
    ["duplicate-id", whole.replace("id: gradient", "id: error"), 9, 11],
    ["field", whole.replace(/model:\n.*\n.*\n/, "model: 3\n"), 4, 8],
    ["unknown-field", whole.replace("from:", "form:"), 5, 3],
    ["unknown-field", whole.replace("verdict: correct", "verdict: correct, diagnose: none"), 11, 55],
    ["unknown-model", whole.replace("a-lesson/chain", "a-lesson/chian"), 5, 9],
    ["bad-model", whole.replace("x0: 1.5", "z1: 1.5"), 6, 9],
    ["bad-model", whole.replace(/model:\n.*\n.*\n/, "model: |\n  x0 = 1\n  L = x9\n"), 6, 7],
    ["expression", whole.replace("$L$ by", "{L} by"), 3, 27],
    ["math", whole.replace("$W_3$", "$W_3_4$"), 3, 38],
    ["unknown-exercise", whole.replace("What is", '<Exercise id="a" />\n\n  What is'), 3, 3],
    ["exercise-test", whole.replace("ask: dL/dy3", "ask: dL/dy4"), 8, 3],
    ["exercise-test", whole.replace("y2, verdict: incorrect", "y2, verdict: correct"), 13, 5],
    ["exercise-test", whole.replace("y3 - t, verdict: correct", "t - y3, verdict: correct"), 11, 5],
  ])("%s", (code, source, line, column) => {
    const result = compile(source);
    const problems = result.ok ? [] : result.problems;
    expect(problems[0]).toMatchObject({ code, line, column, file: "exercises/first-gradient.yaml" });
    expect(problems[0]?.message).toMatch(/[.?]$/);
  });

  it("names the models that there are where it takes none of them", () => {
    const result = compile(whole.replace("a-lesson/chain", "a-lesson/chian"));
    expect(result).toMatchObject({
      problems: [{ message: 'There is no model "a-lesson/chian" here. Declared are "a-lesson/chain".' }],
    });
  });

  it("once, where its own model is wrong and its question prints a value of it", () => {
    const own = whole.replace(/model:\n.*\n.*\n/, "model: |\n  x0 = 1\n  L = x9\n");
    const result = compile(own.replace("$L$", '<Val of="L" />'));
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(["bad-model"]);
  });
});
