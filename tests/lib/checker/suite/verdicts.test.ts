import { describe, expect, it } from "vitest";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { blank, exerciseOf } from "../free-exercise.ts";
import { suiteModels } from "./suite-models.ts";
import type { SuiteModel, SuiteRow } from "./suite-row.ts";

/** One exercise with a blank for every different question, so that each is prepared once. */
function judgeOf({ source, rows }: SuiteModel) {
  const questionOf = ({ ask, as, digits }: SuiteRow) => `${ask} ${as} ${digits}`;
  const questions = new Map(rows.map((row) => [questionOf(row), row]));
  const blanks = Array.from(questions, ([id, { ask, as, digits }]) => blank(id, ask, as, { digits }));
  const variant = drawVariant(exerciseOf(source, blanks), 0, "any");
  return (row: SuiteRow) => {
    const [verdict] = checkSubmission(variant, { [questionOf(row)]: row.answer }).blanks;
    if (verdict === undefined) throw new Error(`no verdict on ${row.answer}`);
    return verdict;
  };
}

describe.each(suiteModels)("$name", (model) => {
  const judge = judgeOf(model);
  it.each(model.rows)("$expect: $ask = $answer ($because)", (row) => {
    const { verdict, diagnosis, code, message } = judge(row);
    const given = { verdict, ...(row.diagnosis === undefined ? {} : { diagnosis }) };
    const argued = { verdict: row.expect, ...(row.diagnosis === undefined ? {} : { diagnosis: row.diagnosis }) };
    expect(given, `${code}: ${message}`).toEqual(argued);
  });

  it("says the same a second time, in another order", () => {
    for (const row of model.rows.toReversed()) expect(judge(row).verdict, row.answer).toBe(row.expect);
  });
});

describe("the suite", () => {
  const rows = suiteModels.flatMap((model) => model.rows);

  it("holds at least 600 different answers over at least 12 models, and 120 diagnoses", () => {
    const different = suiteModels.flatMap(({ name, rows: own }) =>
      own.map(({ ask, as, digits, answer }) => JSON.stringify([name, ask, as, digits, answer])),
    );
    expect(new Set(different).size).toBe(different.length);
    expect(different.length).toBeGreaterThanOrEqual(600);
    expect(suiteModels.length).toBeGreaterThanOrEqual(12);
    expect(rows.filter(({ diagnosis }) => typeof diagnosis === "string").length).toBeGreaterThanOrEqual(120);
  });

  it("argues for every verdict", () => {
    for (const { answer, because } of rows) expect(because.trim().length, answer).toBeGreaterThan(3);
  });

  it("has hundreds of equal forms and hundreds of near misses among its formulas", () => {
    const formulas = rows.filter(({ as }) => as === "formula");
    expect(formulas.filter((row) => row.expect === "correct").length).toBeGreaterThanOrEqual(200);
    expect(formulas.filter((row) => row.expect === "incorrect").length).toBeGreaterThanOrEqual(200);
  });
});
