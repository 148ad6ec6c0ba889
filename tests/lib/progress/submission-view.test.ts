import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { selectSubmissionView } from "#lib/progress/submission-view.ts";
import { makeUser, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  gatedSlug,
  publishCourse,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";

let folder: string;
let guest: Guest;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
});

describe("a submission looked at again", () => {
  it("shows what was typed, word for word, and what was said of it then", async () => {
    const typed = { slope: "  y3 − t\t# error", gradient: "", formula: "2*(" };
    const { submissionId } = await work(guest, typed);
    const view = await selectSubmissionView(guest, submissionId, secondsLater(60));
    expect(view).toMatchObject({
      id: submissionId,
      exercise: slug,
      title: "Three blanks",
      revision: 1,
      isLatestRevision: true,
      lesson: { slug: "second-steps" },
      submittedAt: now.toISOString(),
      score: 0.25,
      regraded: null,
      receipt: "given",
    });
    expect(view?.blanks).toMatchObject([
      { id: "slope", typed: typed.slope, verdict: { verdict: "correct" }, verdictNow: null },
      { id: "gradient", typed: "", verdict: null, verdictNow: null },
      { id: "formula", typed: "2*(", verdict: { verdict: "invalid", at: { line: 1, column: 3 } }, verdictNow: null },
    ]);
    expect(view?.blanks[0]?.label?.html).toContain("katex");
  });

  it("says that the exercise was changed since", async () => {
    const { submissionId } = await work(guest, right);
    await changeExercise(folder, threeBlanks.replace("Three", "Still three"));
    expect(await selectSubmissionView(guest, submissionId, now)).toMatchObject({
      title: "Three blanks",
      revision: 1,
      isLatestRevision: false,
    });
  });

  it("shows of a choice what was chosen, and none of what was not", async () => {
    await changeExercise(
      folder,
      `${threeBlanks.split("tests:")[0]}  - id: pick
    as: choice
    prompt: Which one?
    options:
      - { text: "The first, $z_1$", right: true, reason: Because. }
      - { text: The second, reason: Because not. }
tests:
  - { blank: slope, answer: y3 - t, verdict: correct }
  - { blank: pick, answer: The second, verdict: incorrect }
`,
    );
    const { definition } = await db.exerciseRevision.findFirstOrThrow({ where: { number: 2 } });
    const { blanks } = (
      definition as unknown as { exercise: { blanks: { options?: { id: string; text: string }[] }[] } }
    ).exercise;
    const second = blanks[3]?.options?.find(({ text }) => text === "The second")?.id ?? "";
    const { submissionId } = await work(guest, { ...right, pick: second }, { revision: "2" });
    const view = await selectSubmissionView(guest, submissionId, now);
    expect(view?.blanks[3]).toMatchObject({ as: "choice", label: null, options: [{ id: second }] });
    expect(view?.blanks[3]?.prompt).not.toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/z_1|z_\{1\}|Because\./);
  });

  it("is there for its owner alone, also after a guest became somebody", async () => {
    const { submissionId } = await work(guest, wrong);
    const admin = (await signedInAs("member", { role: "admin" })).viewer;
    for (const viewer of [visitor, (await newGuest()).viewer, admin]) {
      expect(await selectSubmissionView(viewer, submissionId, now)).toBeNull();
    }
    expect(await selectSubmissionView(guest, "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10", now)).toBeNull();
    const { viewer } = await openSession(await makeUser("ada@example.org"), now, guest);
    expect(await selectSubmissionView(viewer, submissionId, now)).toMatchObject({ id: submissionId });
    expect(await selectSubmissionView(guest, submissionId, now)).toBeNull();
  });

  it("stays its owner's when the exercise closes to them, without a receipt and a way to it", async () => {
    const { viewer } = await signedInAs("member");
    const { submissionId } = await work(viewer, { gradient: "1" }, { exercise: gatedSlug });
    expect(await selectSubmissionView({ ...viewer, grants: [] }, submissionId, now)).toMatchObject({
      lesson: null,
      receipt: "needs-level",
      blanks: [{ typed: "1", verdict: { verdict: "incorrect" } }],
    });
  });

  it("says of what is right nothing while the author's policy withholds it", async () => {
    const { viewer } = await signedInAs(null);
    await db.$executeRaw`UPDATE "ExerciseRevision" SET definition = jsonb_set(jsonb_set(definition,
      '{exercise,policy,feedback}', '"after-last"'), '{exercise,policy,attempts}', '2')`;
    const { submissionId } = await work(viewer, { ...wrong, slope: "2*(", formula: right.formula });
    const view = await selectSubmissionView(viewer, submissionId, now);
    expect(view).toMatchObject({ score: null, regraded: null, receipt: "not-shown-yet" });
    // What could not be read costs nothing and can be mended: it is said at once.
    expect(view?.blanks.map(({ verdict }) => verdict?.verdict ?? null)).toEqual(["invalid", null, null]);
  });
});
