import { describe, expect, it } from "vitest";
import type { Finding } from "#lib/checker/finding.ts";
import { judgeText } from "#lib/checker/judge-text.ts";
import { prepareLoneReference } from "#lib/checker/lone-reference.ts";
import { wordFinding } from "#lib/checker/wording.ts";
import { blank } from "./free-exercise.ts";

interface More {
  readonly variables?: readonly string[];
  readonly as?: "formula" | "number";
}

function findingOn(reference: string, answer: string, { variables = [], as = "formula" }: More = {}): Finding {
  const prepared = prepareLoneReference(reference, variables);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const { asked, ...notation } = prepared.value;
  return judgeText(blank("answer", asked.printed, as, { expanded: true }), notation, asked, answer).finding;
}

describe("a formula that stands alone", () => {
  it.each([
    ["x^2 + 2x", "x(x + 2)", "correct", "another form"],
    ["x^2 + 2x", "x(x + 3)", "different", "another formula"],
    ["e^x", "exp(x)", "correct", "e is the constant where the reference does not say otherwise"],
    ["1/(1 + e^(-z))", "sigmoid(z)", "correct", "the logistic function"],
    ["-x/sqrt(1 - x^2)", "-1/sqrt(1 - x^2)", "factors", "a wrong numerator on half of the points"],
    ["acos(x)", "pi/2 - asin(x)", "correct", "defined from −1 to 1 only"],
    ["x", "sqrt(x)^2", "correct", "the answer's form leaves its domain"],
    ["sqrt(x^2)", "x", "different", "right for positive numbers only"],
    ["relu(x)", "x", "different", "right where the unit is active"],
    ["relu(x)", "max(0, x)", "correct", "both pieces"],
    ["relu(-x^2)", "0", "correct", "0 everywhere"],
    ["relu(-x^2)", "1e-300", "different", "tiny, and not 0"],
    ["x^2", "4", "different", "a number that is near at some point"],
    ["[x, 2y]", "[x, y + y]", "correct", "a list"],
    ["[x, 2y]", "x", "other-shape", "a number for a list"],
    ["x", "1/0", "not-finite", "finite nowhere"],
    ["2x", "2z", "unreadable", "a name that is no variable"],
    ["x", "dx/dx", "partials-not-allowed", "a derivative"],
    ["x", "x = 3", "other-left-side", "a line about something else"],
  ])("%s, answered by %s: %s (%s)", (reference, answer, code) => {
    expect(findingOn(reference, answer).code).toBe(code);
  });

  it.each([
    ["sqrt(x - 5)", "(x - 5)^(1/2)"],
    ["sqrt(x - 50)", "(x - 50)^(1/2)"],
    ["sqrt(x - 900)", "(x - 900)^(1/2)"],
  ])("is looked for further out where it has no value near 0: %s", (reference, answer) => {
    expect(findingOn(reference, answer).code).toBe("correct");
    expect(findingOn(reference, "(x - 50.5)^(1/2)").code).not.toBe("correct");
  });

  it("looks further out where only the answer has no value near 0", () => {
    expect(findingOn("x", "sqrt(x - 5)^2 + 5").code).toBe("correct");
  });

  it.each([
    ["log(-1 - x^2)", "x"],
    ["1/0", "1"],
    ["sqrt(x - 2000)", "sqrt(x - 2000)"],
  ])("cannot be judged where it has no value: %s", (reference, answer) => {
    const finding = findingOn(reference, answer);
    expect(finding.code).toBe("reference-undefined");
    expect(wordFinding(finding)).toMatch(/^There are not enough points at which the reference can be computed/);
  });

  it("reads products of the names in `variables`", () => {
    expect(findingOn("xy", "y*x", { variables: ["x", "y"] }).code).toBe("correct");
    expect(findingOn("2x", "2x + y - y", { variables: ["y"] }).code).toBe("correct");
  });

  it("names the factors that an answer has too many or too few", () => {
    const finding = findingOn("(y3 - t)*y3*(1 - y3)*y2", "-2*(y3 - t)*y3*y2^2");
    expect(wordFinding(finding)).toBe(
      "This lacks 1 - y3 and has y2 once too often. It is also 2 times too large, and its sign is turned.",
    );
    expect(wordFinding(findingOn("x^2", "eta*x^2"))).toBe("This has eta once too often.");
  });

  it.each([
    ["0.5716*(1 - 0.5716)", "0.245", "correct"],
    ["0.5716*(1 - 0.5716)", "0.5716*0.4284", "correct"],
    ["0.5716*(1 - 0.5716)", "0.25", "different"],
    ["1/0", "3", "reference-undefined"],
  ])("is a number where it has no names: %s, answered by %s: %s", (reference, answer, code) => {
    expect(findingOn(reference, answer, { as: "number" }).code).toBe(code);
  });

  it.each([
    ["x + ", "missing-right"],
    ["y = x", "equals-inside"],
    ["2*dL/dx", "derivative-in-reference"],
    ["[1, 2] + [1, 2, 3]", "shape-mismatch"],
  ])("is refused where it is none: %s", (reference, code) => {
    expect(prepareLoneReference(reference, [])).toMatchObject({ ok: false, problem: { code } });
  });
});
