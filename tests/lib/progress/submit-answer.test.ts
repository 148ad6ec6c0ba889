import { beforeEach, describe, expect, it } from "vitest";
import type { Guest } from "#lib/accounts/viewer.ts";
import { checkerVersion } from "#lib/checker/check-submission.ts";
import { db } from "#lib/db/client.ts";
import { longestAnswer } from "#lib/progress/submit-answer.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishCourse,
  right,
  send,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";
import { selectsDefinition, sentDuring } from "#tests/fixtures/statements.ts";

let folder: string;
let guest: Guest;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
});

async function counted() {
  const [attempts, submissions, completions] = await Promise.all([
    db.attempt.count(),
    db.submission.count(),
    db.completion.count(),
  ]);
  return { attempts, submissions, completions };
}

const nothing = { attempts: 0, submissions: 0, completions: 0 };

describe("an answer", () => {
  it("is graded blank by blank, and comes back with what was typed", async () => {
    const view = await work(guest, { ...right, slope: "2*(", gradient: "0.25" });
    expect(view).toMatchObject({
      texts: { slope: "2*(", gradient: "0.25", formula: right.formula },
      verdicts: {
        slope: { verdict: "invalid", read: null, at: { line: 1, column: 3 }, typed: "2*(" },
        gradient: { verdict: "incorrect", message: expect.stringMatching(/\.$/), at: null },
        formula: { verdict: "correct", message: "Right." },
      },
      solvedBlanks: ["formula"],
      score: 0.5,
      submittedAt: now.toISOString(),
    });
    expect(view.verdicts.formula?.read?.html).toContain("katex");
  });

  it("is kept word for word, with its verdict, under the revision and the variant that it answers", async () => {
    const typed = { slope: "  y3 − t\t# error", gradient: "", formula: "\\frac{1}{2}\r\n\\" };
    await work(guest, typed);
    const attempt = await db.attempt.findFirstOrThrow({
      select: { learnerId: true, variant: true, startedAt: true, exerciseRevision: true, submissions: true },
    });
    expect(attempt).toMatchObject({
      learnerId: guest.learnerId,
      variant: 0,
      startedAt: now,
      exerciseRevision: { number: 1 },
      submissions: [{ texts: typed, score: 0.25, createdAt: now, verdict: { score: 0.25, checkerVersion } }],
    });
  });

  it("leaves out a blank that is empty: no verdict, and no credit", async () => {
    const view = await work(guest, { ...empty, gradient: right.gradient });
    expect(Object.keys(view.verdicts)).toEqual(["gradient"]);
    expect(view).toMatchObject({ score: 0.25, solvedBlanks: ["gradient"] });
  });

  it("to a gated exercise is taken from who may read it", async () => {
    const { viewer } = await signedInAs("member");
    const view = await work(viewer, { gradient: "dL/dz1 * x0" }, { exercise: gatedSlug });
    expect(view).toMatchObject({ score: 1, solvedBlanks: ["gradient"] });
  });

  it("stores nothing by halves where the last of its rows is refused", async () => {
    await db.$executeRaw`ALTER TABLE "Completion" ADD CONSTRAINT none CHECK ("bestScore" > 1)`;
    await expect(send(guest, right)).rejects.toThrow();
    expect(await counted()).toEqual(nothing);
  });
});

describe("fields of a form that nobody made by hand", () => {
  const odd = '{"__proto__":"1","constructor":"1","toString":"1"}';

  it("are no answers, whatever they are named", async () => {
    const view = await work(guest, { ...JSON.parse(odd), ...right });
    expect(view.texts).toEqual(right);
    const { texts } = await db.submission.findFirstOrThrow({ select: { texts: true } });
    expect(texts).toEqual(right);
    expect(Object.hasOwn({}, "slope")).toBe(false);
  });

  it("do not stand for blanks that are missing", async () => {
    expect(await send(guest, JSON.parse(odd))).toMatchObject({
      refusal: { code: "missing-blank", blanks: ["slope", "gradient", "formula"] },
    });
  });

  it.each([
    ["NUL", "\u0000y3", "\ufffdy3"],
    ["half of a pair", "\ud835y3", "\ufffdy3"],
    ["the other half", "y3\udc65", "y3\ufffd"],
  ])("that hold %s are kept with the sign for what could not be read", async (_, slope, kept) => {
    const view = await work(guest, { ...right, slope });
    expect(view.verdicts.slope).toMatchObject({ verdict: "invalid", typed: kept });
    expect(await db.submission.findFirstOrThrow()).toMatchObject({ texts: { ...right, slope: kept } });
  });

  it.each(["\\𝑥", `x_{${"😀".repeat(30)}}`, `a(${"𝑥".repeat(40)}`, `${"𝑥".repeat(40)})`, "😀"])(
    "that hold characters of two halves are kept with a message that is text: %j",
    async (slope) => {
      const view = await work(guest, { ...right, slope });
      expect(view.verdicts.slope?.verdict).toBe("invalid");
      expect(await db.submission.findFirstOrThrow()).toMatchObject({ texts: { ...right, slope } });
    },
  );
});

describe("an answer is refused, and nothing is written,", () => {
  it.each<[string, Parameters<typeof send>[1], Parameters<typeof send>[2], object]>([
    ["to an exercise that is not there", right, { exercise: "third" }, { code: "unknown-exercise" }],
    ["to a gated exercise", right, { exercise: gatedSlug }, { code: "needs-level", requires: ["member", "pro"] }],
    ["to another revision", right, { revision: "2" }, { code: "stale-variant", revision: 1 }],
    ["to a variant nobody was given", right, { variant: "1" }, { code: "stale-variant", revision: 1 }],
    ["with a field missing", { slope: "1", formula: "" }, {}, { code: "missing-blank", blanks: ["gradient"] }],
    ["with nothing typed", { ...empty, slope: " \n\u00a0" }, {}, { code: "nothing-typed" }],
    [
      "with more than can be read",
      { ...right, formula: "x".repeat(longestAnswer + 1) },
      {},
      { code: "too-long", blank: "formula", longest: longestAnswer },
    ],
  ])("%s", async (_, texts, options, refusal) => {
    expect(await send(guest, texts, options)).toEqual({ ok: false, refusal });
    expect(await counted()).toEqual(nothing);
  });

  it("to a gated exercise without a statement that selects it", async () => {
    const { sent } = await sentDuring(() => send(guest, { gradient: "1" }, { exercise: gatedSlug }));
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(selectsDefinition)).toEqual([]);
  });

  it("to what a newer revision took the place of, and the texts come back", async () => {
    await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
    expect(await send(guest, wrong)).toEqual({
      ok: false,
      refusal: { code: "stale-variant", revision: 2 },
    });
    expect((await send(guest, wrong, { revision: "2" })).ok).toBe(true);
  });
});

it("takes an answer as long as can be read, and judges it", async () => {
  const slope = "y3 - t #".padEnd(longestAnswer, "x");
  expect(await work(guest, { ...empty, slope })).toMatchObject({ texts: { slope }, solvedBlanks: ["slope"] });
});

describe("the same texts again", () => {
  it("are the submission of then: its time and its verdict, and no new row", async () => {
    await work(guest, wrong);
    // As an older checker left it: what counts is what the learner was told.
    await db.$executeRaw`UPDATE "Submission" SET verdict = jsonb_set(verdict, '{blanks,0,message}', '"No."')`;
    const before = [await db.attempt.findMany(), await db.submission.findMany(), await db.completion.findMany()];
    const again = await work(guest, wrong, { at: secondsLater(60) });
    expect(again).toMatchObject({ submittedAt: now.toISOString(), verdicts: { slope: { message: "No." } } });
    expect([await db.attempt.findMany(), await db.submission.findMany(), await db.completion.findMany()]).toEqual(
      before,
    );
  });

  it("count apart for another learner, and for another revision", async () => {
    await work(guest, right);
    await work((await newGuest()).viewer, right);
    await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
    await work(guest, right, { revision: "2", at: secondsLater(1) });
    expect(await counted()).toEqual({ attempts: 3, submissions: 3, completions: 2 });
  });

  it("fifty times at once are one submission, and every answer says the same", async () => {
    const views = await Promise.all(Array.from({ length: 50 }, () => work(guest, right)));
    expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(1);
    expect(await counted()).toEqual({ attempts: 1, submissions: 1, completions: 1 });
  });
});

it("counts fifty different answers at once, and what each of them solved", async () => {
  const { viewer } = await signedInAs(null);
  const blanks = Object.keys(right) as (keyof typeof right)[];
  const sent = Array.from({ length: 50 }, (_, index) => {
    const blank = blanks[index % 4];
    return {
      ...empty,
      slope: `${index} + 0.5`,
      ...(blank === undefined ? {} : { [blank]: `${right[blank]} + 0*${index}` }),
    };
  });
  await Promise.all(sent.map((texts) => work(viewer, texts)));
  expect(await counted()).toEqual({ attempts: 1, submissions: 50, completions: 1 });
  expect(await db.completion.findFirstOrThrow()).toMatchObject({
    bestScore: 0.5,
    solvedBlanks: ["formula", "gradient", "slope"],
    solvedAt: now,
  });
});
