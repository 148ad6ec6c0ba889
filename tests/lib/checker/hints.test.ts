import katex from "katex";
import { beforeAll, describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { isRightNumber } from "#lib/checker/compare.ts";
import type { Hint } from "#lib/checker/hint.ts";
import { hintsFor } from "#lib/checker/hints.ts";
import { mistakeSlugs } from "#lib/checker/mistake.ts";
import { mistakeWording } from "#lib/checker/mistake-wording.ts";
import { workedSolution } from "#lib/checker/worked-solution.ts";
import { type Blank, isSolved } from "#lib/exercises/blank.ts";
import { drawVariant, type Variant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { optionId } from "#lib/exercises/option-id.ts";
import { blank, exerciseOf, freeModel } from "./free-exercise.ts";
import { plainTex } from "./read-step.ts";
import { askedOf, courseExercises, deepModel, solvedModels } from "./solved-models.ts";

const asked = solvedModels.flatMap(({ name, source, asks }) => asks.map((ask) => ({ name, source, ask })));

function hintsOn(
  source: string,
  ask: string,
  as: "number" | "formula" = "number",
  diagnosis?: string,
): readonly Hint[] {
  const exercise = exerciseOf(source, [blank("a", ask, as)]);
  return hintsFor(drawVariant(exercise, 0, ""), exercise.blanks[0] as Blank, diagnosis);
}

/** Numbers that stand on their own in a sentence or in TeX: not those of names. */
function numbersIn(text: string): readonly number[] {
  const bare = plainTex(text).replace(/_\{\d+\}/g, "");
  return (bare.match(/(?<![A-Za-z0-9_.])\d+(?:\.\d+)?/g) ?? []).map(Number);
}

/** What a learner could copy out of a hint: each piece of its text and TeX that could be typed as an answer. */
function piecesOf({ text, tex }: Hint): readonly string[] {
  const sides = [
    ...text.split(/[,:;.?]\s|\.$| is | by /),
    ...(tex === null ? [] : plainTex(tex).split(/=|\\to|\\quad/)),
  ];
  return sides.map((side) => side.trim()).filter((side) => side !== "" && side.length < 200);
}

function expectToKeepTheAnswer(variant: Variant, each: Blank): void {
  const { answer } = workedSolution(variant, each);
  const value = Math.abs(Number(answer?.text));
  for (const hint of hintsFor(variant, each).slice(0, 2)) {
    const said = `${hint.text} ${hint.tex ?? ""}`;
    if (each.as === "number" && Number.isFinite(value)) {
      for (const number of numbersIn(said)) expect(isRightNumber(number, value, 3), said).toBe(false);
    }
    for (const piece of piecesOf(hint)) {
      const verdict = checkSubmission(variant, { [each.id]: piece }).blanks[0];
      expect(verdict?.score ?? 0, `${each.id}: ${piece}`).toBe(0);
    }
  }
}

describe("three hints", () => {
  it("say where to look, then the rule, then the line", () => {
    const [first, second, third] = hintsOn(freeModel, "dL/dW3");
    expect(first).toMatchObject({
      layer: 1,
      text: "W3 acts on L through z3 and y3. Find one derivative for each step of that way.",
      spoken: "W 3 acts on L through z 3 and y 3. Find one derivative for each step of that way.",
    });
    expect(plainTex(first?.tex ?? "")).toBe("W_{3} \\to z_{3} \\to y_{3} \\to L");
    expect(second).toMatchObject({
      layer: 2,
      text: "Along the way the slopes are multiplied. The derivative of σ(z) by z is σ(z)·(1 − σ(z)).",
    });
    const slope = (of: string, by: string) => `\\frac{\\partial ${of}}{\\partial ${by}}`;
    expect(plainTex(third?.tex ?? "")).toBe(
      `${slope("L", "W_{3}")} = ${slope("L", "y_{3}")} \\cdot ${slope("y_{3}", "z_{3}")} \\cdot ${slope("z_{3}", "W_{3}")} = (0.61294 - 0.8) \\cdot 0.61294 \\cdot (1 - 0.61294) \\cdot 0.38308`,
    );
  });

  it("name every way where there are several, and say that these are added", () => {
    const skip = solvedModels.find(({ name }) => name === "a skip past a layer")?.source ?? "";
    const [first, second] = hintsOn(skip, "dL/dW1");
    expect(first?.text).toBe(
      "W1 reaches L on two ways: through z1, y1, z2 and y2; through z1, y1 and y2. Look at each of them.",
    );
    expect(second?.text).toMatch(/^Along a path multiply, over different paths add\./);
  });

  it("use letters that the model does not have", () => {
    const [, second] = hintsOn("z = 1\ny = sigmoid(z)\nL = y*2", "dy/dz", "formula");
    expect(second?.text).toMatch(/^The derivative of σ\(([a-y])\) by \1 is σ\(\1\)·\(1 − σ\(\1\)\)\.$/);
  });

  it("say the rule in words where its number would be the answer", () => {
    const biased = "x0 = 1.5\nt = 0.3\nW1 = 0.9\nb1 = 0.2\nz1 = W1*x0 + b1\ny1 = relu(z1)\nL = (y1 - t)^2/2";
    expect(hintsOn(biased, "dz1/db1")[1]?.text).toMatch(/^What is only added passes each of its changes on/);
    expect(hintsOn(biased, "dz1/db1")[2]?.tex).not.toMatch(/= 1$/);
    expect(hintsOn(biased, "dy1/dz1")[1]?.text).toMatch(/how steep is it on either side\?$/);
  });

  it.each(asked)("$name: $ask has three, which KaTeX can set and a voice can read", ({ source, ask }) => {
    const { variant, blanks } = askedOf(source, ask);
    for (const each of blanks) {
      const hints = hintsFor(variant, each);
      expect(hints.map(({ layer }) => layer)).toEqual([1, 2, 3]);
      for (const { text, tex, spoken } of hints) {
        expect(text).toMatch(/[.?]$/);
        expect(spoken).not.toMatch(/[\\{}$=]/);
        const settings = {
          trust: true,
          strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
        } as const;
        if (tex !== null) expect(() => katex.renderToString(tex, settings), tex).not.toThrow();
      }
    }
  });

  it.each(asked)("$name: the first two do not tell $ask", ({ source, ask }) => {
    const { variant, blanks } = askedOf(source, ask);
    for (const each of blanks) expectToKeepTheAnswer(variant, each);
  });

  it.each(asked)("$name: the third leaves the value of $ask to be worked out", ({ source, ask }) => {
    const { variant, blanks } = askedOf(source, ask);
    const value = Math.abs(Number(workedSolution(variant, blanks[0] as Blank).answer?.text));
    const third = hintsFor(variant, blanks[0] as Blank)[2];
    if (Number.isFinite(value)) {
      for (const number of numbersIn(third?.tex ?? ""))
        expect(isRightNumber(number, value, 3), third?.tex ?? "").toBe(false);
    }
  });

  it("stay short in a deep network", () => {
    for (const { text, tex } of hintsOn(deepModel(50), "dL/dW1")) {
      expect(text.length).toBeLessThan(200);
      expect(plainTex(tex ?? "").length).toBeLessThan(200);
    }
  });
});

describe("the exercises that ship", () => {
  let exercises: readonly Exercise[];
  beforeAll(async () => {
    exercises = await courseExercises();
  });

  it("have hints that keep their answers", () => {
    expect(exercises.length).toBeGreaterThan(2);
    for (const exercise of exercises) {
      for (const number of [0, 1]) {
        const variant = drawVariant(exercise, number, "learner");
        for (const each of exercise.blanks) {
          if (each.as === "number" || each.as === "formula") expect(hintsFor(variant, each)).toHaveLength(3);
          if (each.as === "number" || each.as === "formula") expectToKeepTheAnswer(variant, each);
        }
      }
    }
  });
});

describe("a diagnosis", () => {
  it("puts the mistake's own hint first, and changes nothing else", () => {
    const usual = hintsOn(freeModel, "dL/dW3");
    const pointed = hintsOn(freeModel, "dL/dW3", "number", "missing-activation-slope");
    expect(pointed[0]?.text).toBe(`${mistakeWording["missing-activation-slope"].hint} ${usual[0]?.text}`);
    expect(pointed[0]?.spoken).toContain(mistakeWording["missing-activation-slope"].hint);
    expect(pointed.slice(1)).toEqual(usual.slice(1));
  });

  it.each(mistakeSlugs)("%s has one that can come first", (slug) => {
    expect(hintsOn(freeModel, "dL/dW3", "number", slug)[0]?.text.startsWith(mistakeWording[slug].hint)).toBe(true);
  });

  it("of two mistakes puts both first", () => {
    const [first] = hintsOn(freeModel, "dL/dW3", "number", "error-sign+missing-input");
    const [one, other] = [mistakeWording["error-sign"].hint, mistakeWording["missing-input"].hint];
    expect(first?.text.startsWith(`${one} ${other} `)).toBe(true);
  });

  it.each(["factors", "rounded-early", "constructor", ""])(
    "that is no known mistake (%s) leaves the hints as they are",
    (slug) => {
      expect(hintsOn(freeModel, "dL/dW3", "number", slug)).toEqual(hintsOn(freeModel, "dL/dW3"));
    },
  );

  it("is the checker's own on a wrong answer", () => {
    const exercise = exerciseOf(freeModel, [blank("a", "dL/dW3", "formula")]);
    const variant = drawVariant(exercise, 0, "");
    const [verdict] = checkSubmission(variant, { a: "(y3 - t)*y2" }).blanks;
    expect(isSolved(verdict?.score ?? 1)).toBe(false);
    const [first] = hintsFor(variant, exercise.blanks[0] as Blank, verdict?.diagnosis);
    expect(first?.text).toMatch(/^Each time the chain passes from an activation back/);
  });
});

describe("other blanks", () => {
  it("a worksheet has the hints of the line that it leads to", () => {
    const sheet: Blank = {
      id: "s",
      as: "worksheet",
      weight: 1,
      ask: "dL/dW3",
      each: "number",
      digits: 3,
      askWeight: 1,
      steps: [],
    };
    const exercise = exerciseOf(freeModel, [sheet]);
    expect(hintsFor(drawVariant(exercise, 0, ""), sheet)).toEqual(hintsOn(freeModel, "dL/dW3"));
  });

  it("a choice has none", () => {
    const option = { id: optionId("yes"), text: "yes", isRight: true, reason: "it is" };
    const choice: Blank = { id: "c", as: "choice", weight: 1, prompt: "?", several: false, options: [option] };
    expect(hintsFor(drawVariant(exerciseOf(freeModel, [choice]), 0, ""), choice)).toEqual([]);
  });
});
