import { describe, expect, it } from "vitest";
import type { GuestOrUser } from "#lib/accounts/viewer.ts";
import { visitor } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { explainWorksheetLine } from "#lib/progress/explain-line.ts";
import { giveUp } from "#lib/progress/give-up.ts";
import { selectExerciseViews } from "#lib/progress/queries.ts";
import { saveDraft } from "#lib/progress/save-draft.ts";
import { startVariant } from "#lib/progress/start-variant.ts";
import { takeHint } from "#lib/progress/take-hint.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import { publishFolder, send, slug, work } from "#tests/fixtures/exercises-course.ts";
import { courseFolder, smallCourse } from "#tests/fixtures/lessons-course.ts";

/** An exercise whose weight is drawn, under a policy. */
const drawn = (policy: string) => `title: Drawn
question: |
  What is the gradient?
model: |
  x0 = 1.5
  t = 0.8
  W1 = 0.9 in [0.2, 1.8] step 0.1
  z1 = W1*x0
  y1 = sigmoid(z1)
  L = (y1 - t)^2/2
blanks:
  - { id: gradient, ask: dL/dW1, as: formula }
policy: ${policy}
tests:
  - { blank: gradient, answer: "dL/dz1*x0", verdict: correct }
`;
const right = { gradient: "dL/dz1*x0" };
const wrong = (number: number) => ({ gradient: `dL/dz1*x0*${number}` });

async function publish(policy = "{}"): Promise<void> {
  await publishFolder(await courseFolder({ ...smallCourse, [`exercises/${slug}.yaml`]: drawn(policy) }));
}

const target = (variant = 0) => ({ exercise: slug, revision: 1, variant });
const begins = () => {
  throw new Error("somebody with a session was given another");
};

async function viewFor(viewer: Parameters<typeof selectExerciseViews>[0], at = now) {
  const view = (await selectExerciseViews(viewer, [slug], at)).get(slug);
  if (view === undefined) throw new Error("the exercise is closed");
  return view;
}

const guest = async () => (await newGuest()).viewer;
const account = async () => (await signedInAs(null)).viewer;

describe("variants", () => {
  it("are given one by one, keep their numbers, and are the same for everybody", async () => {
    await publish();
    const [ada, bob] = [await guest(), await guest()];
    expect(await startVariant(ada, target(), now, begins)).toMatchObject({ value: { variant: 1 } });
    expect(await startVariant(ada, target(1), now, begins)).toMatchObject({ value: { variant: 2 } });
    await startVariant(bob, target(), now, begins);
    const [second, first] = [await viewFor(ada), await viewFor(bob)];
    expect([second.variant, first.variant]).toEqual([2, 1]);
    const given = (view: typeof first) => JSON.stringify(view.given.map(({ formula }) => formula.tex));
    expect(given(first)).not.toBe(given(second));
    expect(given(await viewFor(bob))).toBe(given(first));
    const kept = await db.drawnVariant.findMany({ orderBy: { number: "asc" } });
    expect(kept.map(({ number }) => number)).toEqual([1, 2]);
  });

  it("are refused to whoever was not given them, and are one for a double click", async () => {
    await publish();
    const ada = await guest();
    expect(await send(ada, right, { variant: "1" })).toMatchObject({ refusal: { code: "stale-variant" } });
    await Promise.all([startVariant(ada, target(), now, begins), startVariant(ada, target(), now, begins)]);
    expect(await db.attempt.count({ where: { learnerId: ada.learnerId } })).toBe(2);
    expect((await work(ada, right, { variant: "1" })).solvedBlanks).toEqual(["gradient"]);
  });

  it("draw other numbers than those that were given out, once the way of drawing changes, to nobody who has them", async () => {
    await publish();
    const ada = await guest();
    await startVariant(ada, target(), now, begins);
    await work(ada, { gradient: "0" }, { variant: "1" });
    const pinned = await db.drawnVariant.findFirstOrThrow();
    await db.drawnVariant.updateMany({ data: { model: pinned.model.replace(/W1 = [\d.]+/, "W1 = 0.2") } });
    expect(JSON.stringify((await viewFor(ada)).given)).toContain("0.2");
  });
});

describe("hints", () => {
  it("come in three layers, one at a time, and none is on the page before", async () => {
    await publish();
    const ada = await guest();
    const layers: number[] = [];
    for (let asked = 0; asked < 4; asked++) {
      const hints = (await viewFor(ada)).hints.gradient ?? [];
      expect(hints.map(({ layer }) => layer)).toEqual(layers.slice(0, 3));
      const taken = await takeHint(ada, { ...target(), blank: "gradient" }, now, begins);
      if (taken.ok) layers.push(taken.value.layer);
    }
    expect(layers).toEqual([1, 2, 3, 3]);
    expect((await viewFor(ada)).hintsLeft).toEqual([]);
  });

  it("are refused where the author gives none, and for a blank that is not there", async () => {
    await publish("{ hints: false }");
    const hint = (blank: string) => guest().then((ada) => takeHint(ada, { ...target(), blank }, now, begins));
    expect(await hint("gradient")).toMatchObject({ refusal: { code: "no-hints" } });
    expect(await hint("__proto__")).toMatchObject({ refusal: { code: "no-hints" } });
  });

  it("cost what the policy says, and nothing else", async () => {
    await publish("{ hintCost: 0.25 }");
    const ada = await guest();
    await takeHint(ada, { ...target(), blank: "gradient" }, now, begins);
    await takeHint(ada, { ...target(), blank: "gradient" }, now, begins);
    await work(ada, right);
    const { bestScore, solvedBlanks } = await db.completion.findFirstOrThrow();
    expect([bestScore, solvedBlanks]).toEqual([0.5, ["gradient"]]);
  });
});

describe("a line of a worksheet", () => {
  const sheet = `${drawn("{ hintCost: 0.1 }").replace("as: formula", "as: worksheet")}`.replace(
    "dL/dz1*x0",
    "dL/dW1 = (y1 - t)*y1*(1 - y1)*x0",
  );
  const explain = (viewer: GuestOrUser, line: string, blank = "gradient") =>
    explainWorksheetLine(viewer, { ...target(), blank, line }, now, begins);

  it("is explained on asking, with its rule, and counts as one hint however often it is asked for", async () => {
    await publishFolder(await courseFolder({ ...smallCourse, [`exercises/${slug}.yaml`]: sheet }));
    const ada = await guest();
    expect((await viewFor(ada)).explained).toEqual({ gradient: {} });
    await explain(ada, "dL/dz1");
    await explain(ada, "dL/dz1");
    const { explained, hints } = await viewFor(ada);
    expect(Object.keys(explained.gradient ?? {})).toEqual(["dL/dz1"]);
    expect(explained.gradient?.["dL/dz1"]?.rule).toContain("chain rule");
    expect(hints.gradient).toEqual([]);
    expect(await db.hintTaken.count()).toBe(1);
  });

  it.each([
    ["what the model does not have", "dL/dz9", "gradient"],
    ["a blank that is no worksheet", "dL/dz1", "nothing"],
  ])("is refused for %s", async (_, line, blank) => {
    await publishFolder(await courseFolder({ ...smallCourse, [`exercises/${slug}.yaml`]: sheet }));
    expect(await explain(await guest(), line, blank)).toMatchObject({ refusal: { code: "no-hints" } });
  });
});

describe("giving up", () => {
  it("shows the worked solution and ends this variant, not the next", async () => {
    await publish();
    const ada = await guest();
    expect((await viewFor(ada)).solutions).toBeNull();
    expect((await giveUp(ada, target(), now, begins)).ok).toBe(true);
    const view = await viewFor(ada);
    expect(view.gaveUp).toBe(true);
    expect(view.solutions?.gradient?.steps.length).toBeGreaterThan(2);
    expect(await send(ada, right)).toMatchObject({ refusal: { code: "gave-up" } });
    await startVariant(ada, target(), now, begins);
    expect((await viewFor(ada)).solutions).toBeNull();
    expect((await work(ada, right, { variant: "1" })).score).toBe(1);
    expect((await viewFor(ada)).solutions?.gradient).toBeDefined();
  });

  it("is not to be had where attempts are counted", async () => {
    await publish("{ attempts: 2 }");
    expect(await giveUp(await account(), target(), now, begins)).toMatchObject({ refusal: { code: "no-solution" } });
  });
});

describe("a policy", () => {
  it("of three attempts grades exactly three of fifty answers that come at once", async () => {
    await publish("{ attempts: 3 }");
    const ada = await account();
    const sent = await Promise.all(Array.from({ length: 50 }, (_, number) => send(ada, wrong(number + 2))));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(3);
    expect(new Set(sent.flatMap((each) => (each.ok ? [] : [each.refusal.code])))).toEqual(
      new Set(["no-attempts-left"]),
    );
    expect(await db.submission.count()).toBe(3);
    expect((await viewFor(ada)).policy.attemptsLeft).toBe(0);
  });

  it("takes no attempt for what could not be read, nor for the same texts again", async () => {
    await publish("{ attempts: 1 }");
    const ada = await account();
    await work(ada, { gradient: "(y1 -" });
    await work(ada, wrong(2));
    await work(ada, wrong(2));
    expect(await send(ada, wrong(3))).toMatchObject({ refusal: { code: "no-attempts-left" } });
    expect((await work(ada, { gradient: "y1 - )" })).verdicts.gradient?.verdict).toBe("invalid");
  });

  it.each(["{ attempts: 3 }", "{ feedback: { from: 2027-02-01T00:00:00Z } }", "{ closes: 2027-02-01T00:00:00Z }"])(
    "%s asks guests and visitors for an account",
    async (policy) => {
      await publish(policy);
      expect(await send(await guest(), right)).toMatchObject({ refusal: { code: "needs-account" } });
      expect((await viewFor(visitor)).policy.needsAccount).toBe(true);
      expect((await work(await account(), right)).submissionId).toBeTruthy();
    },
  );

  it("withholds what was right until its moment, and then shows it", async () => {
    await publish(`{ feedback: { from: "${secondsLater(60).toISOString()}" } }`);
    const ada = await account();
    const before = await work(ada, right);
    expect(before).toMatchObject({ verdicts: {}, solvedBlanks: [], score: null });
    const page = await viewFor(ada);
    expect(page).toMatchObject({ solvedBlanks: [], solutions: null, work: { score: null } });
    expect(JSON.stringify(page)).not.toMatch(/Right\.|"correct"/);
    expect(await viewFor(ada, secondsLater(60))).toMatchObject({
      work: { score: 1, verdicts: { gradient: { verdict: "correct" } } },
      solvedBlanks: ["gradient"],
    });
  });

  it("opens and closes by the server's clock", async () => {
    const [opens, closes] = [secondsLater(10), secondsLater(20)].map((at) => at.toISOString());
    await publish(`{ opens: "${opens}", closes: "${closes}" }`);
    const ada = await account();
    const at = (seconds: number) => send(ada, wrong(seconds + 2), { at: secondsLater(seconds) });
    expect(await at(9)).toMatchObject({ refusal: { code: "not-yet-open", opens } });
    expect((await at(10)).ok).toBe(true);
    expect(await at(20)).toMatchObject({ refusal: { code: "closed", closes } });
  });
});

describe("a draft", () => {
  const draft = (viewer: GuestOrUser, gradient: string, at = now) =>
    saveDraft(viewer, { ...target(), texts: { gradient, stray: "x" } }, at);

  it("is kept for whoever has a session, and is gone with the next submission", async () => {
    await publish();
    const ada = await guest();
    expect(await saveDraft(visitor, { ...target(), texts: right }, now)).toMatchObject({
      refusal: { code: "no-session" },
    });
    await draft(ada, "y1 -", secondsLater(5));
    expect((await viewFor(ada)).draft).toEqual({ texts: { gradient: "y1 -" }, savedAt: secondsLater(5).toISOString() });
    expect(await db.submission.count()).toBe(0);
    await draft(ada, "  ");
    expect((await viewFor(ada)).draft).toBeNull();
    await draft(ada, "y1");
    await work(ada, wrong(2));
    expect((await viewFor(ada)).draft).toBeNull();
  });

  it("is nobody else's", async () => {
    await publish();
    await draft(await guest(), "secret*y1");
    expect(JSON.stringify(await viewFor(await guest()))).not.toContain("secret");
  });
});
