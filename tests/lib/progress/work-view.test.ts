import { expect, it } from "vitest";
import type { BlankVerdict } from "#lib/checker/verdict.ts";
import { workView } from "#lib/progress/work-view.ts";
import { now } from "#tests/fixtures/accounts.ts";

const verdict: BlankVerdict = {
  blank: "slope",
  verdict: "incorrect",
  score: 0,
  code: "different",
  message: "This is not the value of dL/dy3.",
  diagnosis: "turned-sign",
  read: "t - y_3",
  at: null,
  parts: [],
};

function viewOf(change: Partial<BlankVerdict>, isShown = true) {
  const blanks = [{ ...verdict, ...change }];
  const texts = { slope: "t - y3", gradient: "" };
  const submission = { id: "s-1", texts, verdict: { blanks, score: 0.25, checkerVersion: 7 }, createdAt: now };
  return workView(submission, ["gradient"], isShown, false);
}

it("says of a blank what was typed, how it was read and what is wrong, and no more", () => {
  expect(viewOf({})).toEqual({
    submissionId: "s-1",
    texts: { slope: "t - y3", gradient: "" },
    verdicts: {
      slope: {
        verdict: "incorrect",
        message: "This is not the value of dL/dy3.",
        read: { tex: "t - y_3", html: expect.stringContaining("<math") },
        at: null,
        typed: "t - y3",
        parts: [],
      },
    },
    solvedBlanks: ["gradient"],
    score: 0.25,
    submittedAt: "2027-01-15T12:00:00.000Z",
    isCounted: false,
  });
});

it("marks what was rounded on the way as that, and not as wrong", () => {
  expect(viewOf({ code: "rounded-early", score: 0.8 }).verdicts.slope?.verdict).toBe("rounded-early");
});

it("shows a place where nothing could be read", () => {
  const at = { line: 1, column: 3 };
  expect(viewOf({ verdict: "invalid", read: null, at }).verdicts.slope).toMatchObject({ read: null, at });
});

it.each([
  ["longer than is set in one piece", "\\operatorname{silu}(x) + ".repeat(600)],
  ["that cannot be set", "\\frac{"],
])("leaves out the picture of a formula %s, and keeps its verdict", (_, read) => {
  const slope = viewOf({ read }).verdicts.slope;
  expect([slope?.read, slope?.message]).toEqual([null, verdict.message]);
});

it("tells no verdict, score or solved blank while they are withheld, and still what could not be read", () => {
  expect(viewOf({}, false)).toMatchObject({ verdicts: {}, solvedBlanks: [], score: null });
  expect(JSON.stringify(viewOf({}, false))).not.toMatch(/not the value|0\.25/);
  expect(viewOf({ verdict: "invalid", message: "y4 is not known" }, false).verdicts.slope?.message).toBe(
    "y4 is not known",
  );
});

it("marks a line that follows from an earlier slip as that", () => {
  const part = { ...verdict, part: "3", asked: "dL/dz2", code: "follows" as const };
  expect(viewOf({ parts: [part] }).verdicts.slope?.parts).toMatchObject([{ part: "3", verdict: "follows" }]);
});
