import { describe, expect, it } from "vitest";
import { freeModel } from "#tests/lib/checker/free-exercise.ts";
import { verdictOn } from "../../../bin/command/grade.ts";

const grade = (request: object) => verdictOn(JSON.stringify({ id: "a", ...request }));
const gradient = { model: freeModel, ask: "dL/dW3", as: "formula" };

describe("grade", () => {
  it("says right, with what was read as LaTeX", () => {
    expect(grade({ ...gradient, answer: "(y3 - t) y3 (1 - y3) y2" })).toEqual({
      id: "a",
      verdict: "correct",
      score: 1,
      diagnosis: null,
      message: "Right.",
      read: "(y_{3} - t)\\,y_{3}\\,(1 - y_{3})\\,y_{2}",
      at: null,
    });
  });

  it("names the mistake", () => {
    expect(grade({ ...gradient, answer: "(t - y3) y3 (1 - y3) y2" })).toMatchObject({
      verdict: "incorrect",
      score: 0,
      diagnosis: "error-sign",
    });
    expect(grade({ ...gradient, answer: "(t - y3) y3 (1 - y3) y2" })).not.toHaveProperty("factors");
  });

  it("lists the factors where no known mistake fits, the constant as −1 and small primes", () => {
    // The truth is (y3 − t)·y3·(1 − y3)·y2.
    expect(grade({ ...gradient, answer: "-3*(y3 - t)*y3*y2*W3^2/4" })).toMatchObject({
      diagnosis: "factors",
      factors: [
        { factor: "W3", power: 2 },
        { factor: "1 - y3", power: -1 },
        { factor: "-1", power: 1 },
        { factor: "2", power: -2 },
        { factor: "3", power: 1 },
      ],
    });
  });

  it("points at what cannot be read, and says by a code why it is invalid", () => {
    expect(grade({ ...gradient, answer: "(y3 - t) * q" })).toEqual({
      id: "a",
      verdict: "invalid",
      code: "unreadable",
      score: 0,
      diagnosis: null,
      message: '"q" is not known.',
      read: null,
      at: { line: 1, column: 12 },
    });
    expect(grade({ ...gradient, answer: "" })).toMatchObject({ verdict: "invalid", code: "unreadable" });
  });

  it("gives most of the credit for a number that was rounded on the way", () => {
    // y3 = 0.612943; with y3 rounded to 0.61 the slope is 0.61·0.39 = 0.2379, 0.28 % off, and its third digit is 8.
    const slope = { model: freeModel, ask: "dy3/dz3", as: "number", digits: 3 };
    expect(grade({ ...slope, answer: "0.238" })).toMatchObject({
      verdict: "incorrect",
      score: 0.8,
      diagnosis: "rounded-early",
    });
    expect(grade({ ...slope, answer: "y3*(1 - y3)" })).toMatchObject({ verdict: "correct", score: 1 });
  });

  it("judges by a lone reference, whatever the order of names", () => {
    const reference = { reference: "xy^2", variables: ["x", "y"], as: "formula" };
    expect(grade({ ...reference, answer: "y*y*x" })).toMatchObject({ verdict: "correct" });
    expect(grade({ ...reference, answer: "x y" })).toMatchObject({
      diagnosis: "factors",
      factors: [{ factor: "y", power: -1 }],
    });
    expect(grade({ reference: "log(-1 - x^2)", as: "formula", answer: "x" })).toMatchObject({
      verdict: "invalid",
      code: "reference-undefined",
    });
  });

  it("takes null for a field that is not there", () => {
    const fields = { model: null, variables: null, ask: null, digits: null };
    expect(grade({ ...fields, reference: "2x", as: "formula", answer: "x + x" })).toMatchObject({ verdict: "correct" });
  });

  it("gives the same verdict for the same line", () => {
    const line = JSON.stringify({ ...gradient, answer: "(y3 - t)*y3*(1 - y3)*y2*(1 + 3e-12)" });
    expect(verdictOn(line)).toEqual(verdictOn(line));
  });

  it.each([
    ["neither model nor reference", { as: "number", answer: "1" }, "model-or-reference"],
    ["both", { model: "x = 1", reference: "x", ask: "x", as: "number", answer: "1" }, "model-or-reference"],
    ["no ask", { model: "x = 1", as: "number", answer: "1" }, "wrong-field"],
    ["an unknown ask", { model: "x = 1", ask: "dx/dq", as: "number", answer: "1" }, "unknown-name"],
    ["a wrong model", { model: "x = ", ask: "x", as: "number", answer: "1" }, "missing-right"],
    ["a wrong reference", { reference: "x +", as: "formula", answer: "x" }, "missing-right"],
    ["a number of variables", { reference: "x", as: "number", answer: "1" }, "reference-without-value"],
    ["another kind", { reference: "x", as: "text", answer: "1" }, "wrong-field"],
    ["no kind", { reference: "x", answer: "1" }, "wrong-field"],
    ["half a digit", { reference: "1", as: "number", digits: 2.5, answer: "1" }, "wrong-field"],
    ["an answer that is no text", { reference: "1", as: "number", answer: 1 }, "wrong-field"],
    ["no answer", { reference: "1", as: "number" }, "wrong-field"],
    ["a variable that is no name", { reference: "1", variables: ["2x"], as: "number", answer: "1" }, "wrong-field"],
  ])("refuses a request with %s", (_, request, code) => {
    expect(grade(request)).toMatchObject({ id: "a", error: { code, message: expect.any(String) } });
  });
});
