import { describe, expect, it } from "vitest";
import { SubmissionPage } from "#app/_components/exercise/submission-page.tsx";
import type { BlankVerdictView } from "#lib/progress/exercise-view.ts";
import type { SubmissionView, SubmittedBlankView } from "#lib/progress/submission-view.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";
import { exercise } from "./sample-views.ts";

const right: BlankVerdictView = { verdict: "correct", message: "Right.", read: null, at: null, typed: "1", parts: [] };
const wrong: BlankVerdictView = { ...right, verdict: "incorrect", message: "You left out the slope." };

const slope: SubmittedBlankView = {
  id: "slope",
  as: "number",
  label: exercise.blanks[0]?.label ?? null,
  spoken: "the derivative of L by y3",
  layer: 3,
  prompt: [],
  typed: "  y3 - t\n",
  options: [],
  verdict: right,
  verdictNow: null,
};
const empty: SubmittedBlankView = { ...slope, id: "weight", typed: " ", verdict: null };
const worksheet: SubmittedBlankView = {
  ...slope,
  id: "sheet",
  as: "worksheet",
  typed: "dL/dy3 = 1\ndL/dz3 = 2",
  verdict: {
    ...wrong,
    message: "The first slip is in line 2.",
    parts: [
      { part: "1", asked: null, verdict: "correct", message: "Right.", read: null, at: null },
      { part: "2", asked: null, verdict: "incorrect", message: "You left out the slope.", read: null, at: null },
    ],
  },
};
const choice: SubmittedBlankView = {
  ...slope,
  id: "pick",
  as: "choice",
  label: null,
  layer: null,
  prompt: [{ kind: "paragraph", id: "p", inlines: [{ kind: "text", text: "Which layer?" }] }],
  typed: "a1-b2",
  options: [{ id: "a1-b2", blocks: [{ kind: "paragraph", id: "o", inlines: [{ kind: "text", text: "The first" }] }] }],
  verdict: { ...wrong, message: "Not this.", parts: [{ ...wrong, part: "a1-b2", asked: null }] },
};

const submission: SubmissionView = {
  id: "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10",
  exercise: "first-gradient",
  title: "The first gradient",
  revision: 1,
  isLatestRevision: true,
  lesson: { slug: "by-hand", title: "By hand" },
  submittedAt: "2026-11-24T10:05:00.000Z",
  score: 0.5,
  regraded: null,
  blanks: [slope, empty, worksheet, choice],
  receipt: "given",
};

const page = (change: Partial<SubmissionView> = {}) =>
  render(<SubmissionPage submission={{ ...submission, ...change }} />);

describe("the page of a submission", () => {
  it("is sound as a document", () => {
    expect(faultsOf(page())).toEqual([]);
  });

  it("says first when it was sent and what it was worth", () => {
    expect(textOf(findOne(page(), ".lede"))).toBe("Sent on 24 November 2026 at 10:05 (UTC); it was worth 50 %.");
  });

  it("shows every answer with its mark, and an empty one as that", () => {
    expect(find(page(), ".submission-blank").map(textOf)).toEqual([
      expect.stringMatching(/^the derivative of L by y3 .*y3 - t Right$/),
      expect.stringMatching(/Left empty\.$/),
      expect.stringMatching(/Not right The first slip is in line 2\. Right Not right You left out the slope\.$/),
      "Which layer? The first Not right Not this.",
    ]);
  });

  it("keeps what was typed word for word", () => {
    expect(find(page(), ".submission-typed")[0]?.children).toEqual(["  y3 - t\n"]);
  });

  it("leads to the receipt and to the exercise", () => {
    const links = find(findOne(page(), ".submission-foot"), "a").map(({ attributes }) => attributes.href);
    expect(links).toEqual([`/submissions/${submission.id}/receipt`, "/lessons/by-hand#exercise-first-gradient"]);
  });

  it.each([
    ["needs-level", "There is no receipt while the exercise, which it would hold, is closed to you."],
    ["not-shown-yet", "There will be a receipt once the verdict is shown."],
  ] as const)("has no receipt where it is %s, and says why", (receipt, sentence) => {
    const shown = page({ receipt, lesson: null });
    expect(find(findOne(shown, ".submission-foot"), "a")).toEqual([]);
    expect(textOf(findOne(shown, ".submission-note"))).toBe(sentence);
  });

  it("says of the score nothing while it is not shown", () => {
    const shown = textOf(page({ score: null, receipt: "not-shown-yet" }));
    expect(shown).toContain("Sent on 24 November 2026 at 10:05 (UTC).");
    expect(shown).toContain("Whether it is right is not shown yet");
    expect(shown).not.toContain("%");
  });

  it("keeps the first mark beside the one of a regrade", () => {
    const blanks = [{ ...slope, verdict: wrong, verdictNow: right }];
    const shown = textOf(page({ blanks, regraded: { at: "2026-12-01T00:00:00.000Z", score: 1 } }));
    expect(shown).toContain("It was graded again on 1 December 2026 at 00:00 (UTC) and is worth 100 % now.");
    expect(shown).toMatch(/Not right You left out the slope\. Graded again: Right/);
  });

  it("says which revision it answers where the exercise was changed", () => {
    expect(textOf(page({ isLatestRevision: false, revision: 2 }))).toContain("This answers its revision 2.");
    expect(textOf(page())).not.toContain("revision");
  });
});
