import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, type Viewer, visitor } from "#lib/accounts/viewer.ts";
import { readDefinition } from "#lib/content/stored.ts";
import { db } from "#lib/db/client.ts";
import { compileModel } from "#lib/model/compile.ts";
import { formatNumber } from "#lib/model/figure.ts";
import { parseModel } from "#lib/model/model.ts";
import { selectExerciseViews } from "#lib/progress/queries.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishCourse,
  right,
  slug,
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

async function viewFor(viewer: Viewer, asked = slug) {
  const view = (await selectExerciseViews(viewer, [asked], now)).get(asked);
  if (view === undefined) throw new Error(`${asked} is not open`);
  return view;
}

/** What the engine computes for an exercise: each value and each gradient, as it could be printed. */
async function computedFor(asked: string): Promise<readonly string[]> {
  const { publishedRevision } = await db.exercise.findUniqueOrThrow({
    where: { slug: asked },
    select: { publishedRevision: { select: { definition: true } } },
  });
  const parsed = parseModel(readDefinition(publishedRevision?.definition ?? null).exercise.model);
  if (!parsed.ok) throw new Error("a published model");
  const here = compileModel(parsed.value).evaluate();
  const { quantities, loss } = parsed.value;
  const computed = quantities.flatMap(({ name, kind }) => [
    ...(kind === "input" ? [] : [here.value(name)]),
    here.partial({ of: loss, by: name }),
  ]);
  return computed.flatMap(({ data: [value = 0] }) =>
    // Fewer digits stand in many a style; 0 and 1 say nothing.
    value === 0 || value === 1 ? [] : [3, 4, 5, 8].flatMap((digits) => [formatNumber(Math.abs(value), digits)]),
  );
}

describe("an exercise as its page shows it", () => {
  it.each([slug, gatedSlug])("holds no value that the engine computes: %s", async (asked) => {
    const { viewer } = await signedInAs("member");
    const view = JSON.stringify(await viewFor(viewer, asked));
    const computed = await computedFor(asked);
    expect(computed.length).toBeGreaterThan(30);
    expect(computed.filter((number) => view.includes(number))).toEqual([]);
  });

  it("holds neither the model's source nor the author's tests, weights and digits", async () => {
    const view = await viewFor(guest);
    expect(JSON.stringify(view)).not.toMatch(/sigmoid\(z|W1 ?\* ?x0|987654|second-steps/);
    expect(Object.keys(view).toSorted()).toEqual(
      [
        ...["slug", "title", "revision", "variant", "question", "network", "given", "blanks", "notation", "work"],
        ...[
          "policy",
          "hints",
          "hintsLeft",
          "explained",
          "mayExplain",
          "solutions",
          "solvedBlanks",
          "gaveUp",
          "mayGiveUp",
          "hasVariants",
          "draftKey",
          "draft",
        ],
      ].toSorted(),
    );
    for (const blank of view.blanks) {
      expect(Object.keys(blank)).toEqual([
        "id",
        "label",
        "spoken",
        "layer",
        "as",
        "rule",
        "prompt",
        "options",
        "several",
        "path",
        "shape",
        "fields",
        "given",
      ]);
    }
  });

  it("says what is asked and how it is graded, and what is given", async () => {
    const view = await viewFor(visitor);
    expect(view).toMatchObject({ slug, title: "Three blanks", revision: 1, variant: 0, work: null });
    expect(view.blanks).toMatchObject([
      {
        id: "slope",
        spoken: "the derivative of L by y3",
        layer: 3,
        rule: "3 significant digits; a calculation is fine.",
      },
      { id: "gradient", spoken: "the derivative of L by W3", as: "number" },
      { id: "formula", as: "formula", rule: "A formula that holds at any values; any equal form is fine." },
    ]);
    expect(view.given.map(({ name }) => name)).toEqual(["x0", "t", "W1", "W2", "W3"]);
  });

  it("is left out where it is closed or unknown, and a closed one is not selected", async () => {
    const { value, sent } = await sentDuring(() => selectExerciseViews(guest, [gatedSlug, "third"], now));
    expect(value.size).toBe(0);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(selectsDefinition)).toEqual([]);
  });

  it("is selected once, however often it is asked for", async () => {
    const { value, sent } = await sentDuring(() => selectExerciseViews(guest, [slug, slug], now));
    expect([...value.keys()]).toEqual([slug]);
    expect(sent.filter(selectsDefinition)).toHaveLength(1);
  });
});

describe("the work on its page", () => {
  it("is the latest submission, as its answer was, with all that is solved so far", async () => {
    await work(guest, { ...empty, formula: right.formula }, { at: now });
    const last = await work(guest, { ...wrong, slope: right.slope }, { at: secondsLater(1) });
    expect((await viewFor(guest)).work).toEqual(last);
    expect(last.solvedBlanks).toEqual(["slope", "formula"]);
  });

  it("is nobody else's", async () => {
    await work(guest, right);
    for (const viewer of [visitor, (await newGuest()).viewer, (await signedInAs("member", { role: "admin" })).viewer]) {
      expect((await viewFor(viewer)).work).toBeNull();
    }
  });

  it("is the exercise's own where several stand on a page", async () => {
    const { viewer } = await signedInAs("member");
    await work(viewer, right);
    const gated = await work(viewer, { gradient: "1" }, { exercise: gatedSlug });
    const views = await selectExerciseViews(viewer, [gatedSlug, slug], now);
    expect(views.get(gatedSlug)?.work).toEqual(gated);
    expect(views.get(slug)?.work?.texts).toEqual(right);
  });

  it("of an older revision is not shown, and what it solved still counts", async () => {
    await work(guest, { ...wrong, slope: right.slope });
    await changeExercise(folder, threeBlanks.replace("id: gradient, ask", "id: weight, ask"));
    expect(await viewFor(guest)).toMatchObject({ revision: 2, work: null });
    const texts = { slope: "1", weight: "1", formula: right.formula };
    const view = await work(guest, texts, { revision: "2", at: secondsLater(1) });
    expect(view.solvedBlanks).toEqual(["slope", "formula"]);
    expect((await viewFor(guest)).work).toEqual(view);
  });
});
