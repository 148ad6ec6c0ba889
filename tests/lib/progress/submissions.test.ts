import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, type Viewer, visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type ExportedSubmission, exportSubmissions } from "#lib/progress/export-submissions.ts";
import { submissionPlace } from "#lib/progress/schemas.ts";
import { selectSubmissions } from "#lib/progress/select-submissions.ts";
import { writeCsv, writeJson } from "#lib/progress/write-export.ts";
import { makeUser, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import { empty, publishCourse, right, slug, work, wrong } from "#tests/fixtures/exercises-course.ts";

const origin = new URL("https://learn.example.org");

let guest: Guest;
beforeEach(async () => {
  await publishCourse();
  guest = (await newGuest()).viewer;
});

const later = secondsLater(1_000_000);

/** Every page of the list, one after the other. */
async function pagesOf(viewer: Viewer) {
  const pages = [];
  let after: string | null = null;
  do {
    const place: ReturnType<typeof submissionPlace.parse> | null = after === null ? null : submissionPlace.parse(after);
    const page = await selectSubmissions(viewer, place, later);
    pages.push(page.lines);
    after = page.older;
  } while (after !== null);
  return pages;
}

async function listOf<Each>(all: AsyncIterable<Each>): Promise<readonly Each[]> {
  const list: Each[] = [];
  for await (const each of all) list.push(each);
  return list;
}

function exportOf(viewer: Viewer, at = later): Promise<readonly ExportedSubmission[]> {
  return listOf(exportSubmissions(viewer, at));
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  return (await listOf(chunks)).join("");
}

/** Copies one submission so often, one a millisecond: the first two of each ten at the same one. */
async function copySubmission(times: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Submission" (id, "attemptId", "textsHash", texts, verdict, score, "checkerVersion", "createdAt")
    SELECT gen_random_uuid(), "attemptId", 'copy ' || n, texts, verdict, score, "checkerVersion",
      "createdAt" + (n - CASE WHEN n % 10 = 1 THEN 1 ELSE 0 END) * interval '1 millisecond'
    FROM "Submission", generate_series(1, ${times}::int) AS n`;
}

describe("the list", () => {
  it("shows the newest first, with exercise, variant, moment and score", async () => {
    const first = await work(guest, wrong);
    const second = await work(guest, { ...right, formula: "" }, { variant: "0", at: secondsLater(5) });
    expect(await selectSubmissions(guest, null, later)).toEqual({
      lines: [
        {
          id: second.submissionId,
          title: "Three blanks",
          variant: 0,
          submittedAt: secondsLater(5).toISOString(),
          score: 0.5,
        },
        { id: first.submissionId, title: "Three blanks", variant: 0, submittedAt: now.toISOString(), score: 0 },
      ],
      older: null,
    });
  });

  it("has fifty on a page, and each submission on one page, also those of one moment", async () => {
    await work(guest, wrong);
    await copySubmission(120);
    const pages = await pagesOf(guest);
    expect(pages.map((lines) => lines.length)).toEqual([50, 50, 21]);
    const ids = pages.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(121);
    const moments = pages.flat().map(({ submittedAt }) => submittedAt);
    expect(moments).toEqual(moments.toSorted().reverse());
  });

  it("ends with a full page where there is nothing behind it", async () => {
    await work(guest, wrong);
    await copySubmission(49);
    expect((await pagesOf(guest)).map((lines) => lines.length)).toEqual([50]);
  });

  it("is one's own alone, and a guest's goes to the account it becomes", async () => {
    const { submissionId } = await work(guest, wrong);
    const admin = (await signedInAs("member", { role: "admin" })).viewer;
    for (const viewer of [visitor, (await newGuest()).viewer, admin]) {
      expect(await selectSubmissions(viewer, null, later)).toEqual({ lines: [], older: null });
    }
    const { viewer } = await openSession(await makeUser("ada@example.org"), now, guest);
    expect((await selectSubmissions(viewer, null, later)).lines).toMatchObject([{ id: submissionId }]);
    expect((await selectSubmissions(guest, null, later)).lines).toEqual([]);
  });

  it("gives nothing of another's, wherever a link says to go on", async () => {
    const { submissionId } = await work(guest, wrong, { at: secondsLater(5) });
    const other = (await newGuest()).viewer;
    await work(other, wrong);
    const place = submissionPlace.parse(`${secondsLater(9).toISOString()}~${submissionId}`);
    expect((await selectSubmissions(other, place, later)).lines.map(({ submittedAt }) => submittedAt)).toEqual([
      now.toISOString(),
    ]);
  });

  it.each([
    "",
    "1",
    "2027-01-15T12:00:00.000Z",
    "2027-01-15T12:00:00.000Z~1",
    "2027-02-30T12:00:00.000Z~0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10",
    "2027-01-15~0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10",
    "'; --~'; --",
    undefined,
    ["a", "b"],
  ])("takes no place from %o", (typed) => {
    expect(submissionPlace.safeParse(typed).success).toBe(false);
  });
});

/** From now on the author shows what was right after the second attempt alone. */
async function withhold(): Promise<void> {
  await db.$executeRaw`UPDATE "ExerciseRevision" SET definition = jsonb_set(jsonb_set(definition,
    '{exercise,policy,feedback}', '"after-last"'), '{exercise,policy,attempts}', '2')`;
}

describe("an export", () => {
  it("holds every submission word for word, oldest first, with what was said of it", async () => {
    const typed = { slope: "  y3 − t\t# error", gradient: "", formula: "2*(" };
    const first = await work(guest, typed);
    const second = await work(guest, right, { at: secondsLater(5) });
    expect(await exportOf(guest)).toMatchObject([
      {
        id: first.submissionId,
        exercise: slug,
        title: "Three blanks",
        revision: 1,
        variant: 0,
        submittedAt: now.toISOString(),
        isVerdictShown: true,
        score: 0.25,
        blanks: [
          { blank: "slope", typed: typed.slope, verdict: "correct", score: 1, message: "Right." },
          { blank: "gradient", typed: "", verdict: null, score: null, message: null },
          { blank: "formula", typed: "2*(", verdict: "invalid", read: null },
        ],
        earlier: [],
      },
      { id: second.submissionId, score: 1 },
    ]);
  });

  it("holds more than one batch, each submission once", async () => {
    await work(guest, wrong);
    await copySubmission(450);
    const ids = (await exportOf(guest)).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([451, 451]);
  });

  it("is of one moment: what is sent while it is written is not in it", async () => {
    await work(guest, wrong);
    await work(guest, right, { at: secondsLater(5) });
    expect(await exportOf(guest, secondsLater(4))).toHaveLength(1);
  });

  it("holds nothing of anybody else", async () => {
    await work(guest, { ...wrong, slope: "0.123456789" });
    const admin = (await signedInAs("member", { role: "admin" })).viewer;
    await work(admin, { ...empty, slope: "1" });
    for (const viewer of [visitor, (await newGuest()).viewer, admin]) {
      const all = [
        await textOf(writeJson(exportSubmissions(viewer, later), origin, now)),
        await textOf(writeCsv(exportSubmissions(viewer, later), origin)),
      ].join();
      expect(all).not.toContain("0.123456789");
    }
    expect(await exportOf(admin)).toHaveLength(1);
    expect(await exportOf(visitor)).toEqual([]);
  });

  it("tells no verdict that the author's policy withholds, but what could not be read, and all of it afterwards", async () => {
    const { viewer } = await signedInAs(null);
    await withhold();
    await work(viewer, { slope: "2*(", gradient: "0.25", formula: right.formula });
    await db.$executeRaw`INSERT INTO "EarlierVerdict" ("submissionId", "replacedAt", verdict, score, "checkerVersion")
      SELECT id, ${secondsLater(3)}::timestamptz, verdict, 0.5, 1 FROM "Submission"`;
    const notTold = { verdict: null, score: null, diagnosis: null, message: null, read: null };
    expect(await exportOf(viewer)).toMatchObject([
      {
        isVerdictShown: false,
        score: null,
        blanks: [
          { blank: "slope", verdict: "invalid" },
          { blank: "gradient", typed: "0.25", ...notTold },
          { blank: "formula", typed: right.formula, ...notTold },
        ],
        earlier: [],
      },
    ]);
    expect((await selectSubmissions(viewer, null, later)).lines).toMatchObject([{ score: null }]);
    const document = JSON.parse(await textOf(writeJson(exportSubmissions(viewer, later), origin, now)));
    expect(document.submissions[0].receipt).toBeNull();
    const csv = await textOf(writeCsv(exportSubmissions(viewer, later), origin));
    expect(csv).not.toMatch(/correct/);

    await work(viewer, wrong, { at: secondsLater(1) });
    expect((await exportOf(viewer))[0]).toMatchObject({
      score: 0.5,
      blanks: [{}, { verdict: "incorrect" }, { verdict: "correct" }],
      earlier: [
        {
          replacedAt: secondsLater(3).toISOString(),
          score: 0.5,
          checkerVersion: 1,
          blanks: [{}, {}, { verdict: "correct" }],
        },
      ],
    });
    expect((await selectSubmissions(viewer, null, later)).lines).toMatchObject([{ score: 0 }, { score: 0.5 }]);
  });

  it("is one JSON document, also when it is empty", async () => {
    expect(JSON.parse(await textOf(writeJson(exportSubmissions(guest, now), origin, now)))).toEqual({
      format: "chainrule-submissions-1",
      site: "https://learn.example.org",
      exportedAt: now.toISOString(),
      submissions: [],
    });
    const { submissionId } = await work(guest, wrong);
    await work(guest, right, { at: secondsLater(1) });
    const { submissions } = JSON.parse(await textOf(writeJson(exportSubmissions(guest, later), origin, now)));
    expect(submissions).toHaveLength(2);
    expect(submissions[0]).toMatchObject({
      page: `https://learn.example.org/submissions/${submissionId}`,
      receipt: `https://learn.example.org/submissions/${submissionId}/receipt`,
    });
  });

  it("is a CSV file that a spreadsheet reads as text in UTF-8, a record for each blank", async () => {
    const { submissionId } = await work(guest, { slope: "=1+1", gradient: "-0.25", formula: 'σ\'(z3), "y2"' });
    const csv = await textOf(writeCsv(exportSubmissions(guest, later), origin));
    const [head, ...records] = csv.split("\r\n");
    expect(head).toBe(
      "\ufeffsubmission,exercise,title,revision,variant,submitted_at,submission_score,blank,typed,verdict,score,diagnosis,message,page",
    );
    expect(records).toHaveLength(4);
    const sent = `${submissionId},${slug},Three blanks,1,0,2027-01-15T12:00:00.000Z,0`;
    expect(records[0]).toMatch(new RegExp(`^${sent},slope,'=1\\+1,`));
    expect(records[1]).toMatch(new RegExp(`^${sent},gradient,'-0\\.25,`));
    expect(records[2]).toMatch(new RegExp(`^${sent},formula,"σ'\\(z3\\), ""y2""",invalid,`));
    expect(records[3]).toBe("");
  });
});
