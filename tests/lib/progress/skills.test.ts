import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSkill, nameOfSkill, type SkillSlug, skillSlugs } from "#lib/exercises/skill.ts";
import { activityByWeek, mondayOf, shownWeeks } from "#lib/progress/activity.ts";
import { chooseReview, type ReviewCandidate } from "#lib/progress/choose-review.ts";
import { dueSkills, masteryOf, nextDue, planReview, reviewDistances, skillsOf } from "#lib/progress/skills.ts";
import { typicalMistakes } from "#lib/progress/typical-mistakes.ts";
import { now } from "#tests/fixtures/accounts.ts";

const day = 24 * 60 * 60 * 1000;
const daysLater = (days: number, from = now) => new Date(from.getTime() + days * day);
/** A first try so many days after now. */
const tried = (days: number, isRight = true) => ({ isRight, triedAt: daysLater(days) });

describe("a skill is mastered", () => {
  it.each([
    [[true, true, true], "mastered"],
    [[false, true, true, true], "mastered"],
    [[true, true], "on-the-way"],
    [[true, false, true], "on-the-way"],
    [[true, true, true, false], "to-practise"],
    [[false], "to-practise"],
  ] as const)("by the last three first tries: %o is %s", (tries, mastery) => {
    expect(masteryOf(tries)).toBe(mastery);
  });
});

describe("a review", () => {
  it("comes a day after the first try, whatever came of it", () => {
    expect(planReview([tried(0)])).toEqual({ distance: 1, due: daysLater(1) });
    expect(planReview([tried(0, false)])).toEqual({ distance: 1, due: daysLater(1) });
  });

  it("comes at 3, 7 and 21 days after each right one, and then stays at 21", () => {
    const days = [0, 1, 4, 11, 32, 60];
    const plans = days.map((_, at) => planReview(days.slice(0, at + 1).map((each) => tried(each))));
    expect(plans).toEqual([
      { distance: 1, due: daysLater(1) },
      { distance: 3, due: daysLater(4) },
      { distance: 7, due: daysLater(11) },
      { distance: 21, due: daysLater(32) },
      { distance: 21, due: daysLater(53) },
      { distance: 21, due: daysLater(81) },
    ]);
  });

  it("goes back to a day after a wrong one", () => {
    expect(planReview([tried(0), tried(1), tried(4), tried(11, false)])).toEqual({ distance: 1, due: daysLater(12) });
  });

  it("rests anew after each showing, and takes several on one evening as one", () => {
    expect(planReview([tried(0), tried(0.5)])).toEqual({ distance: 1, due: daysLater(1.5) });
    expect(planReview([tried(0), tried(1), tried(1), tried(1.01)])).toEqual({ distance: 3, due: daysLater(4.01) });
  });

  it("takes blanks of one submission in any order", () => {
    const before = [tried(0), tried(1)];
    const [right, wrong] = [tried(4), tried(4, false)];
    expect(planReview([...before, right, wrong])).toEqual(planReview([...before, wrong, right]));
  });

  it("is never due sooner than its distance after the last showing", () => {
    // Hours up to half a year between tries, up to 20 of them: more than three rounds through all distances.
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 4400 }), fc.boolean()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (drawn) => {
        let hours = 0;
        const tries = drawn.map(([pause, isRight]) => {
          hours += pause;
          return tried(hours / 24, isRight);
        });
        const { distance, due } = planReview(tries);
        expect(reviewDistances).toContain(distance);
        expect(due).toEqual(daysLater(distance, tries.at(-1)?.triedAt));
      }),
    );
  });
});

describe("skills", () => {
  const tries = [
    { skill: "depth" as const, ...tried(0) },
    { skill: "chain-rule" as const, ...tried(0) },
    { skill: "chain-rule" as const, ...tried(1) },
    { skill: "saturation" as const, ...tried(0.5) },
  ];

  it("stand in the order in which they are learned, with their own tries alone", () => {
    expect(skillsOf(tries).map(({ slug, tries: own }) => [slug, own.length])).toEqual([
      ["chain-rule", 2],
      ["saturation", 1],
      ["depth", 1],
    ]);
    expect(skillsOf([])).toEqual([]);
  });

  it("are due by growing distance, and of one distance what has waited longest first", () => {
    const skills = skillsOf(tries);
    expect(dueSkills(skills, daysLater(0.9))).toEqual([]);
    expect(dueSkills(skills, daysLater(1)).map(({ slug }) => slug)).toEqual(["depth"]);
    expect(dueSkills(skills, daysLater(9)).map(({ slug }) => slug)).toEqual(["depth", "saturation", "chain-rule"]);
  });

  it("say when the next is due that is not due yet", () => {
    const skills = skillsOf(tries);
    expect(nextDue(skills, now)).toEqual(daysLater(1));
    expect(nextDue(skills, daysLater(1.1))).toEqual(daysLater(1.5));
    expect(nextDue(skills, daysLater(9))).toBeNull();
  });

  it("each have one slug and one name", () => {
    expect(new Set(skillSlugs).size).toBe(skillSlugs.length);
    expect(new Set(skillSlugs.map(nameOfSkill)).size).toBe(skillSlugs.length);
    expect([isSkill("chain-rule"), isSkill("chain-rul"), isSkill("toString")]).toEqual([true, false, false]);
  });
});

describe("the exercise of a review", () => {
  const candidate = (slug: string, change: Partial<ReviewCandidate> = {}): ReviewCandidate => ({
    slug,
    title: slug,
    revision: 1,
    latest: null,
    hasVariants: true,
    blanks: [blank("a", "chain-rule"), blank("b", "chain-rule", "depth")],
    ...change,
  });
  const blank = (id: string, ...skills: SkillSlug[]) => ({ id, skills, asked: null, spoken: id });
  const latest = (attemptId: string, gaveUp = false) => ({ attemptId, variant: 3, gaveUp });
  const try_ = (exercise: string, attemptId: string, id: string, days: number) => ({
    exercise,
    attemptId,
    blank: id,
    triedAt: daysLater(days),
  });

  it("has other numbers to draw if any has, then was tried the longest ago", () => {
    const candidates = [
      candidate("still", { hasVariants: false }),
      candidate("untried"),
      candidate("late"),
      candidate("early"),
    ];
    const tries = [try_("still", "1", "a", 0), try_("late", "2", "a", 5), try_("early", "3", "a", 4)];
    const order = ["early", "late", "untried", "still"];
    for (const [at, slug] of order.entries()) {
      const left = candidates.filter((each) => !order.slice(0, at).includes(each.slug));
      expect(chooseReview("chain-rule", left, tries)?.slug).toBe(slug);
    }
  });

  it("practises the skill, or there is none", () => {
    expect(chooseReview("depth", [candidate("one")], [])?.spoken).toBe("b");
    expect(chooseReview("saturation", [candidate("one")], [])).toBeNull();
  });

  it("is fresh where its latest numbers were not tried on a blank of the skill, nor given up", () => {
    const own = candidate("one", { latest: latest("1") });
    expect(chooseReview("chain-rule", [own], [])).toMatchObject({ isFresh: true, variant: 3, spoken: "a" });
    expect(chooseReview("chain-rule", [own], [try_("one", "1", "a", 0)])).toMatchObject({ isFresh: true, spoken: "b" });
    expect(chooseReview("depth", [own], [try_("one", "1", "b", 0)])).toMatchObject({ isFresh: false });
    expect(chooseReview("depth", [candidate("one", { latest: latest("1", true) })], [])).toMatchObject({
      isFresh: false,
    });
    expect(chooseReview("depth", [candidate("one")], [])).toMatchObject({ isFresh: true, variant: 0 });
  });
});

describe("activity", () => {
  it("falls into weeks from Monday, 0:00 UTC", () => {
    expect(mondayOf(new Date("2027-01-15T12:00:00Z")).toISOString()).toBe("2027-01-11T00:00:00.000Z");
    expect(mondayOf(new Date("2027-01-11T00:00:00Z")).toISOString()).toBe("2027-01-11T00:00:00.000Z");
    expect(mondayOf(new Date("2027-01-10T23:59:59.999Z")).toISOString()).toBe("2027-01-04T00:00:00.000Z");
  });

  it("counts the last weeks, the current one last, and leaves out what is older", () => {
    const weeks = activityByWeek([now, daysLater(-7), daysLater(-7), daysLater(-7 * shownWeeks)], [daysLater(-7)], now);
    expect(weeks).toHaveLength(shownWeeks);
    expect(weeks.slice(-2)).toEqual([
      { week: "2027-01-04", answers: 2, partsRead: 1 },
      { week: "2027-01-11", answers: 1, partsRead: 0 },
    ]);
    expect(weeks.reduce((sum, { answers }) => sum + answers, 0)).toBe(3);
  });
});

describe("typical mistakes", () => {
  it("are counted by wrong first tries, the most frequent first; two together are two", () => {
    const counted = typicalMistakes([
      { isRight: false, diagnosis: "missing-weight" },
      { isRight: false, diagnosis: "error-sign+missing-weight" },
      { isRight: false, diagnosis: "factors" },
      { isRight: true, diagnosis: "rounded-early" },
      { isRight: false, diagnosis: null },
      { isRight: false, diagnosis: "no-such-mistake" },
    ]);
    expect(counted.map(({ slug, count }) => [slug, count])).toEqual([
      ["missing-weight", 2],
      ["error-sign", 1],
      ["factors", 1],
    ]);
    expect(counted[0]).toMatchObject({ sentence: "A weight is missing." });
  });
});
