import { beforeEach, describe, expect, it } from "vitest";
import { type GuestOrUser, visitor } from "#lib/accounts/viewer.ts";
import { giveUp } from "#lib/progress/give-up.ts";
import { selectHistory } from "#lib/progress/select-history.ts";
import { selectReview } from "#lib/progress/select-review.ts";
import { startVariant } from "#lib/progress/start-variant.ts";
import { newGuest, now, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishFolder,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";
import { changeCourse, courseFolder, exerciseText, marker, smallCourse } from "#tests/fixtures/lessons-course.ts";

/** The exercise of three blanks with a skill on each, two on the last, and numbers to draw. */
const tagged = threeBlanks
  .replace("ask: dL/dy3, as: number", "ask: dL/dy3, as: number, skills: [loss-derivative]")
  .replace("ask: dL/dW3, as: number", "ask: dL/dW3, as: number, skills: [chain-rule]")
  .replace("weight: 2", "weight: 2, skills: [chain-rule, weight-gradient]");
const taggedGated = exerciseText("A gated exercise", "dL/dW1").replace("as: number", "as: number, skills: [depth]");

const day = 24 * 60 * 60;
const days = (count: number) => secondsLater(count * day);

let folder: string;
let learner: GuestOrUser;
beforeEach(async () => {
  folder = await courseFolder({
    ...smallCourse,
    [`exercises/${slug}.yaml`]: tagged,
    [`exercises/${gatedSlug}.yaml`]: taggedGated,
  });
  await publishFolder(folder);
  learner = (await newGuest()).viewer;
});

const target = (variant: number) => ({ exercise: slug, revision: 1, variant });
const never = () => {
  throw new Error("somebody with a session was given another");
};
const dueAt = async (at: Date, viewer = learner) =>
  (await selectReview(viewer, at)).due.map(({ skill, distance }) => [skill, distance]);
const skillsAt = async (at = now, viewer = learner) =>
  (await selectHistory(viewer, at)).skills.map(({ slug: skill, tries, mastery }) => [skill, tries, mastery]);

describe("the history of a learner", () => {
  it("counts the first verdict on each blank once for every skill that it practises", async () => {
    await work(learner, { ...wrong, gradient: "" });
    await work(learner, right, { at: secondsLater(9) });
    expect(await skillsAt()).toEqual([
      ["loss-derivative", [false], "to-practise"],
      ["chain-rule", [false, true], "on-the-way"],
      ["weight-gradient", [false], "to-practise"],
    ]);
    expect(await selectHistory(learner, now)).toMatchObject({ tries: 3, rightTries: 1 });
  });

  it("counts no text that could not be read, and each set of numbers anew", async () => {
    await work(learner, { ...empty, slope: "(y3" });
    await work(learner, { ...empty, slope: right.slope }, { at: secondsLater(1) });
    await startVariant(learner, target(0), secondsLater(2), never);
    await work(learner, { ...empty, slope: right.slope }, { variant: "1", at: secondsLater(3) });
    await startVariant(learner, target(1), secondsLater(4), never);
    expect(await skillsAt()).toEqual([["loss-derivative", [true, true], "on-the-way"]]);
    await work(learner, { ...empty, slope: right.slope }, { variant: "2", at: secondsLater(5) });
    expect(await skillsAt()).toEqual([["loss-derivative", [true, true, true], "mastered"]]);
  });

  it("goes by the tags of today, and by those of then where a blank is gone", async () => {
    await work(learner, { ...empty, slope: right.slope, gradient: right.gradient });
    const renamed = tagged.replace("[loss-derivative]", "[forward-pass]").replace("id: gradient", "id: other");
    await changeExercise(folder, renamed);
    expect((await skillsAt()).map(([skill]) => skill)).toEqual(["forward-pass", "chain-rule"]);
  });

  it("tells the mistakes, the answers of each week and the parts read", async () => {
    await work(learner, wrong);
    await work(learner, right, { at: secondsLater(1) });
    const { mistakes, weeks } = await selectHistory(learner, now);
    expect(mistakes.map(({ slug: mistake, count }) => [mistake, count])).toEqual([
      ["error-sign", 1],
      ["missing-activation-slope", 1],
    ]);
    expect(weeks.at(-1)).toEqual({ week: "2027-01-11", answers: 2, partsRead: 0 });
  });

  it("holds nothing of an exercise whose result is withheld", async () => {
    await changeExercise(folder, `${tagged}policy: { attempts: 2, feedback: after-last }\n`);
    const { viewer } = await signedInAs(null);
    await work(viewer, wrong, { revision: "2" });
    expect(await selectHistory(viewer, now)).toMatchObject({ skills: [], tries: 0, mistakes: [], nextDue: null });
    await work(viewer, right, { revision: "2", at: secondsLater(1) });
    expect(await skillsAt(now, viewer)).toHaveLength(3);
  });

  it("is nobody else's, and a visitor has none", async () => {
    await work(learner, right);
    expect(await skillsAt(now, (await newGuest()).viewer)).toEqual([]);
    expect(await selectHistory(visitor, now)).toMatchObject({ skills: [], tries: 0 });
  });
});

describe("what is due for review", () => {
  it("comes after a day, by growing distance, and says before when it will", async () => {
    await work(learner, { ...right, formula: "" });
    expect(await selectReview(learner, days(0.9))).toEqual({ due: [], nextDue: days(1) });
    expect(await dueAt(days(1))).toEqual([
      ["loss-derivative", 1],
      ["chain-rule", 1],
    ]);
    await startVariant(learner, target(0), days(1), never);
    await work(learner, { ...empty, slope: right.slope }, { variant: "1", at: days(1) });
    expect(await dueAt(days(1))).toEqual([["chain-rule", 1]]);
    expect(await dueAt(days(4))).toEqual([
      ["chain-rule", 1],
      ["loss-derivative", 3],
    ]);
  });

  it("names a blank of an exercise, which becomes fresh once the next numbers are given", async () => {
    const drawn = tagged.replace(
      "model:\n  from: second-steps/chain\n  with: { x0: 1.5, W1: 0.9, W2: -0.6, W3: 1.2 }",
      `model: |
  x0 = 1.5
  t = 0.8
  W3 = 1.2 in [0.6, 2] step 0.1
  z1 = x0
  y2 = sigmoid(z1)
  z3 = W3*y2
  y3 = sigmoid(z3)
  L = (y3 - t)^2/2`,
    );
    await changeExercise(folder, drawn);
    await work(learner, right, { revision: "2" });
    const exerciseOf = async () => (await selectReview(learner, days(1))).due[0]?.exercise;
    const before = await exerciseOf();
    expect(before).toMatchObject({ slug, title: "Three blanks", revision: 2, variant: 0, isFresh: false });
    expect(before).toMatchObject({ hasVariants: true, spoken: "the derivative of L by y3" });
    await startVariant(learner, { exercise: slug, revision: 2, variant: 0 }, days(1), never);
    expect(await exerciseOf()).toMatchObject({ variant: 1, isFresh: true });
    await giveUp(learner, { exercise: slug, revision: 2, variant: 1 }, days(1), never);
    expect(await exerciseOf()).toMatchObject({ variant: 1, isFresh: false });
  });

  it("offers nothing that is closed, and tells nothing of it", async () => {
    const { viewer } = await signedInAs("member");
    await work(viewer, { gradient: "dL/dz1 * x0" }, { exercise: gatedSlug });
    const [open] = (await selectReview(viewer, days(1))).due;
    expect(open).toMatchObject({ skill: "depth", exercise: { slug: gatedSlug, hasVariants: false } });
    const [closed] = (await selectReview({ ...viewer, grants: [] }, days(1))).due;
    expect(closed).toMatchObject({ skill: "depth", exercise: null });
    expect(JSON.stringify(closed)).not.toMatch(new RegExp(`${marker}|gated`));
  });

  it("uses up no attempt that the author counts", async () => {
    const { viewer } = await signedInAs(null);
    await work(viewer, right);
    await changeCourse(folder, { [`exercises/${slug}.yaml`]: `${tagged}policy: { attempts: 3 }\n` });
    await publishFolder(folder);
    expect((await selectReview(viewer, days(1))).due.map(({ exercise }) => exercise)).toEqual([null, null, null]);
  });

  it("is nothing for a visitor", async () => {
    expect(await selectReview(visitor, now)).toEqual({ due: [], nextDue: null });
  });
});
