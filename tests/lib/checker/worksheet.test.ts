import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import type { BlankVerdict } from "#lib/checker/verdict.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import type { WorksheetBlank } from "#lib/exercises/blank.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { exerciseOf, freeModel } from "./free-exercise.ts";

const numbers: WorksheetBlank = {
  id: "sheet",
  as: "worksheet",
  ask: "dL/dW2",
  each: "number",
  digits: 3,
  weight: 1,
  askWeight: 1,
  steps: [],
};
const formulas: WorksheetBlank = { ...numbers, each: "formula" };

function verdictOn(sheet: WorksheetBlank, text: string, model = freeModel): BlankVerdict {
  const [verdict] = checkSubmission(drawVariant(exerciseOf(model, [sheet]), 0, ""), { sheet: text }).blanks;
  if (verdict === undefined) throw new Error("an empty sheet has no verdict");
  return verdict;
}

/** Verdict or, where it is wrong, the code of each line by its number. */
function marks({ parts }: BlankVerdict): Record<string, string> {
  return Object.fromEntries(parts.map(({ part, verdict, code }) => [part, verdict === "correct" ? verdict : code]));
}

/** A value of the free exercise's model to so many digits, worked out by the engine. */
function engineValue(text: string, digits = 4): string {
  const parsed = parseModel(freeModel);
  if (!parsed.ok) throw new Error("the model does not read");
  const here = compileModel(parsed.value).evaluate();
  const ask = parseAsk(text, parsed.value);
  if (ask === null) throw new Error(`${text} is no ask`);
  const { data } = ask.kind === "quantity" ? here.value(ask.name) : here.partial(ask.partial);
  return (data[0] as number).toPrecision(digits);
}

const whole = ["dL/dy3", "dy3/dz3", "dz3/dy2", "dy2/dz2", "dz2/dW2", "dL/dW2"];
const right = whole.map((ask) => `${ask} = ${engineValue(ask)}`);

/** Line 2 is y3 in place of its slope; lines 3 to 6 are right, the last with the wrong factor in it. */
function withSlip(): readonly string[] {
  const slope = Number(engineValue("y3", 10));
  const product = whole
    .slice(0, 5)
    .reduce((sum, ask) => sum * (ask === "dy3/dz3" ? slope : Number(engineValue(ask, 10))), 1);
  return right.map((line, place) => (place === 1 ? `dy3/dz3 = ${slope}` : place === 5 ? `dL/dW2 = ${product}` : line));
}

describe("a worksheet of numbers", () => {
  it("is right where every line is", () => {
    const verdict = verdictOn(numbers, right.join("\n"));
    expect(verdict).toMatchObject({ verdict: "correct", score: 1, code: "right-sheet" });
    expect(marks(verdict)).toEqual({
      1: "correct",
      2: "correct",
      3: "correct",
      4: "correct",
      5: "correct",
      6: "correct",
    });
  });

  it("says which line is wrong and by which mistake, and gives the lines that follow from it their credit", () => {
    const verdict = verdictOn(numbers, withSlip().join("\n"));
    expect(marks(verdict)).toEqual({
      1: "correct",
      2: "mistake",
      3: "correct",
      4: "correct",
      5: "correct",
      6: "follows",
    });
    expect(verdict.parts[1]).toMatchObject({ diagnosis: "activation-instead-of-slope", score: 0 });
    expect(verdict.parts[5]).toMatchObject({ score: 0.5, message: expect.stringContaining("line 2") });
    expect(verdict).toMatchObject({
      verdict: "incorrect",
      code: "slip",
      score: 0.5,
      diagnosis: "activation-instead-of-slope",
    });
    expect(verdict.message).toBe("The first slip is in line 2.");
  });

  it("finds the same in any order of the lines, and with right lines missing", () => {
    const lines = withSlip();
    fc.assert(
      fc.property(
        fc
          .shuffledSubarray(whole, { minLength: 1 })
          .filter((asks) => asks.includes("dL/dW2") && asks.includes("dy3/dz3")),
        (asks) => {
          const text = asks.map((ask) => lines[whole.indexOf(ask)]).join("\n");
          const verdict = verdictOn(numbers, text);
          const expected = asks.map((ask) =>
            ask === "dL/dW2" ? "follows" : ask === "dy3/dz3" ? "mistake" : "correct",
          );
          expect(Object.values(marks(verdict))).toEqual(expected);
          const slip = asks.indexOf("dy3/dz3") + 1;
          expect(verdict.parts[asks.indexOf("dL/dW2")]?.message).toContain(`line ${slip}`);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("follows a slip of the forward pass through both passes", () => {
    // z2 = 0.6·y1 with the sign lost: everything after it is worked out from 0.4762.
    const z2 = 0.6 * Number(engineValue("y1", 12));
    const sigma = (z: number) => 1 / (1 + Math.exp(-z));
    const y2 = sigma(z2);
    const y3 = sigma(1.2 * y2);
    const lines = [
      `y1 = ${engineValue("y1")}`,
      `z2 = ${z2.toPrecision(4)}`,
      `y2 = ${y2.toPrecision(4)}`,
      `y3 = ${y3.toPrecision(4)}`,
      `dL/dy3 = ${(y3 - 0.8).toPrecision(4)}`,
      `dL/dW2 = ${((y3 - 0.8) * y3 * (1 - y3) * 1.2 * y2 * (1 - y2) * Number(engineValue("y1", 12))).toPrecision(4)}`,
    ];
    const verdict = verdictOn(numbers, lines.join("\n"));
    expect(Object.values(marks(verdict))).toEqual(["correct", expect.any(String), ...Array(4).fill("follows")]);
    expect(verdict.parts[1]).toMatchObject({ verdict: "incorrect", score: 0 });
    for (const part of verdict.parts.slice(2)) expect(part.message).toContain("line 2");
  });

  it("names the earlier of two slips that a line depends on, and no slip that it does not", () => {
    const lines = withSlip();
    const unrelated = verdictOn(numbers, ["y1 = 0.5", ...lines].join("\n"));
    expect(unrelated.parts[6]?.message).toContain("line 3");
  });

  it("gives nothing for a wrong line that follows from nothing", () => {
    const verdict = verdictOn(numbers, ["dL/dy3 = -0.2", "dL/dW2 = 0.7"].join("\n"));
    expect(verdict).toMatchObject({ verdict: "incorrect", score: 0 });
    expect(marks(verdict)[2]).not.toBe("follows");
  });

  it("takes calculations, names of the network, the learner's own names, comments and empty lines", () => {
    const text = `# the error first
      error = y3 - t

      dL/dy3 = error
      slope = y3*(1-y3)   # of layer 3
      dL/dz3 = error*slope
      dL/dW2 = error*slope*W3*y2*(1-y2)*y1`;
    const verdict = verdictOn(numbers, text);
    expect(marks(verdict)).toEqual({ 4: "correct", 6: "correct", 7: "correct" });
    expect(verdict.score).toBe(1);
  });

  it("takes a last line without a left side for the asked one", () => {
    expect(verdictOn(numbers, `dL/dy3 = ${engineValue("dL/dy3")}\n${engineValue("dL/dW2")}`)).toMatchObject({
      verdict: "correct",
    });
  });

  it("says that the asked line is missing where all the others are right", () => {
    const verdict = verdictOn(numbers, right.slice(0, 5).join("\n"));
    expect(verdict).toMatchObject({ verdict: "incorrect", code: "unfinished", score: 0 });
    expect(verdict.message).toContain("dL/dW2");
  });

  it("counts the last of several lines about one thing", () => {
    const verdict = verdictOn(numbers, [`dL/dW2 = 0.7`, ...right].join("\n"));
    expect(verdict).toMatchObject({ verdict: "correct", score: 1, code: "right-end" });
  });
});

describe("the score of a worksheet", () => {
  const weighted: WorksheetBlank = {
    ...numbers,
    askWeight: 2,
    steps: [
      { ask: "dL/dy3", weight: 1, isRequired: false },
      { ask: "dy3/dz3", weight: 1, isRequired: true },
    ],
  };

  it("is the sum over the author's weights", () => {
    const [error, slope] = right;
    expect(verdictOn(weighted, `${error}\n${slope}`).score).toBe(0.5);
    expect(verdictOn(weighted, `${error}\n${slope}\ndL/dW2 = 7`).score).toBe(0.5);
  });

  it("makes up for steps that are missing where the asked line is right, unless they are required", () => {
    const end = right[5] as string;
    expect(verdictOn(weighted, `${right[1]}\n${end}`).score).toBe(1);
    expect(verdictOn(weighted, end)).toMatchObject({ score: 0.75, verdict: "incorrect", code: "unfinished" });
  });

  it("gives the author's credit for lines that follow", () => {
    const exercise = {
      ...exerciseOf(freeModel, [numbers]),
      policy: { ...defaultPolicy, followThrough: 1 },
    };
    const [verdict] = checkSubmission(drawVariant(exercise, 0, ""), { sheet: withSlip().join("\n") }).blanks;
    expect(verdict?.score).toBe(1);
  });
});

describe("a worksheet that cannot be read", () => {
  it("is invalid as a whole: nothing is judged, and the line is named", () => {
    const verdict = verdictOn(numbers, [right[0], "dy3/dz3 = 0.2 +", right[5]].join("\n"));
    expect(verdict).toMatchObject({ verdict: "invalid", code: "unread-lines", score: 0, at: { line: 2 } });
    expect(verdict.parts).toHaveLength(1);
    expect(verdict.parts[0]).toMatchObject({ part: "2", verdict: "invalid" });
  });

  it.each([
    ["a line without a name before the last", "0.2\ndL/dW2 = 3", "line-without-name"],
    ["a slip for a known name", "y33 = 2\ndL/dW2 = 3", "unreadable"],
    ["a name made of itself", "q = q + 1\ndL/dW2 = 3", "unreadable"],
    ["the asked thing as its own answer", "dL/dW2 = dL/dW2", "asked-itself"],
    ["a derivative that no line works out", "dL/dW2 = dL/dz2*y1", "not-on-sheet"],
    ["two lines that give each other", "dL/dz2 = dL/dW2/y1\ndL/dW2 = dL/dz2*y1", "circular"],
    ["a division by zero", "dL/dW2 = 1/0", "not-finite"],
  ])("says so of %s", (_, text, code) => {
    const verdict = verdictOn(numbers, text);
    expect(verdict.verdict).toBe("invalid");
    expect(verdict.parts[0]?.code).toBe(code);
  });

  it("refuses more lines than a calculation has, and names of names that would grow without end", () => {
    expect(verdictOn(numbers, "y1 = 0.5\n".repeat(61))).toMatchObject({ verdict: "invalid", code: "too-many-lines" });
    const doubling = Array.from({ length: 40 }, (_, n) => `q_${n + 1} = ${n === 0 ? "y1" : `q_${n} + q_${n}`}`);
    const verdict = verdictOn(numbers, [...doubling, "dL/dW2 = q_40"].join("\n"));
    expect(verdict).toMatchObject({ verdict: "invalid" });
    expect(verdict.parts[0]?.code).toBe("line-too-long");
  });

  it("never throws, whatever is typed", () => {
    const pieces = fc.constantFrom(
      "dL/dW2",
      "=",
      "y3",
      "delta3",
      "\n",
      "(",
      ")",
      "0.5",
      "*",
      "q",
      "W3",
      "^",
      ";",
      "#",
      "x'",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join(" ");
        if (text.trim() !== "") expect(["correct", "incorrect", "invalid"]).toContain(verdictOn(numbers, text).verdict);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a worksheet of formulas", () => {
  it("judges each line at any values, and follows a wrong formula through", () => {
    const text = `dL/dz3 = (y3 - t)*y3
      dL/dz2 = (y3 - t)*y3*W3*y2*(1 - y2)
      dL/dW2 = (y3 - t)*y3*W3*y2*(1 - y2)*y1`;
    const verdict = verdictOn(formulas, text);
    expect(marks(verdict)).toEqual({ 1: "mistake", 2: "follows", 3: "follows" });
    expect(verdict.parts[2]?.message).toContain("line 1");
    expect(verdict.score).toBe(0.5);
  });

  it("does not take a number that is right on this page for a formula", () => {
    const verdict = verdictOn(formulas, right[5] as string);
    expect(marks(verdict)).toEqual({ 1: "right-only-here" });
  });
});

describe("a worksheet of a matrix network", () => {
  const matrices = `x = [1, -0.5]
t = [0.2, 0.9]
W1 = [[0.3, -0.2], [0.5, 0.7]]
W2 = [[0.6, 0.1], [-0.4, 0.8]]
z1 = W1 x
y1 = tanh(z1)
z2 = W2 y1
y2 = sigmoid(z2)
L = sum((y2 - t)^2)/2`;
  const sheet = { ...formulas, ask: "dL/dW1" };

  it("follows a forgotten slope through the transposed weights to the outer product", () => {
    const text = `dL/dz2 = y2 - t
      dL/dy1 = W2^T (y2 - t)
      dL/dz1 = (W2^T (y2 - t)) * (1 - y1^2)
      dL/dW1 = ((W2^T (y2 - t)) * (1 - y1^2)) x^T`;
    const verdict = verdictOn(sheet, text, matrices);
    expect(verdict.parts.map(({ code }) => code).slice(1)).toEqual(["follows", "follows", "follows"]);
    expect(verdict.parts[0]?.verdict).toBe("incorrect");
  });

  it("accepts the right lines", () => {
    const text = `dL/dz2 = (y2 - t) * y2 * (1 - y2)
      dL/dW1 = ((W2^T dL/dz2) * (1 - y1^2)) x^T`;
    expect(verdictOn(sheet, text, matrices)).toMatchObject({ verdict: "correct", score: 1 });
  });
});

describe("a chain of equalities", () => {
  it("is right where every side is, and names the slip in the calculation where the first is", () => {
    const [error] = right;
    expect(verdictOn(numbers, `dL/dy3 = y3 - t = ${engineValue("dL/dy3")}\n${right[5]}`).verdict).toBe("correct");
    const slipped = verdictOn(numbers, `dL/dy3 = y3 - t = 0.5\n${right[5]}`);
    expect(marks(slipped)).toEqual({ 1: "chain-breaks", 2: "correct" });
    expect(error).toBeDefined();
  });

  it("lets a formula end with its value on this page, and with no other number", () => {
    const formula = "(y3 - t)*y3*(1 - y3)*W3*y2*(1 - y2)*y1";
    expect(verdictOn(formulas, `dL/dW2 = ${formula} = ${engineValue("dL/dW2")}`).verdict).toBe("correct");
    expect(marks(verdictOn(formulas, `dL/dW2 = ${formula} = 0.7`))).toEqual({ 1: "chain-breaks" });
  });

  it("follows what the chain comes to", () => {
    const slope = Number(engineValue("y3", 10));
    const value = slope * Number(engineValue("dL/dy3", 10));
    const verdict = verdictOn(numbers, `dL/dy3 = y3 - t\ndy3/dz3 = y3 = ${slope}\ndL/dz3 = dL/dy3*y3 = ${value}`);
    expect(marks(verdict)).toEqual({ 1: "correct", 2: "mistake", 3: "follows" });
  });

  it("is read from a pasted derivation, whose lines keep their numbers", () => {
    const pasted = String.raw`\begin{aligned}
      \frac{\partial L}{\partial y_3} &= y_3 - t \\
      \frac{\partial L}{\partial W_2} &= (y_3 - t)\,\sigma'(z_3)\,W_3\,\sigma'(z_2)\,y_1
    \end{aligned}`;
    expect(marks(verdictOn(formulas, pasted))).toEqual({ 2: "correct", 3: "correct" });
  });
});
