import { nameOfSkill, type SkillSlug, skillSlugs } from "#lib/exercises/skill.ts";

/** The first verdict on a blank of an attempt, for one of the skills that the blank practises. */
export interface SkillTry {
  readonly skill: SkillSlug;
  readonly isRight: boolean;
  readonly triedAt: Date;
}

/** So many right first tries in a row, the last ones, make a skill mastered. */
export const masteredAfter = 3;

/** `on-the-way`: the last first try was right, and one of the two before it was not, or there were fewer. */
export type Mastery = "mastered" | "on-the-way" | "to-practise";

/** Of a skill's first tries in the order of time, of which there is at least one. */
export function masteryOf(tries: readonly boolean[]): Mastery {
  const last = tries.slice(-masteredAfter);
  if (last.length === masteredAfter && last.every((isRight) => isRight)) return "mastered";
  return last.at(-1) === true ? "on-the-way" : "to-practise";
}

/** Days until a skill that was right is shown again: each time it is right the next distance, and after a wrong try the first. */
export const reviewDistances = [1, 3, 7, 21] as const;
export type ReviewDistance = (typeof reviewDistances)[number];

export interface ReviewPlan {
  /** In days: how long the skill has to rest before it is shown again. */
  readonly distance: ReviewDistance;
  readonly due: Date;
}

const day = 24 * 60 * 60 * 1000;

/**
 * When a skill is due again after these tries, which are in the order of time and at least one. Being shown always begins the
 * distance anew. A right try makes it longer only where the skill was due: three right ones on one evening are one review.
 */
export function planReview(tries: readonly Pick<SkillTry, "isRight" | "triedAt">[]): ReviewPlan {
  const [first, ...later] = tries;
  if (first === undefined) throw new Error("planReview: a skill that was never tried has no review");
  let step = 0;
  let due = after(first.triedAt, reviewDistances[0]);
  for (const { isRight, triedAt } of later) {
    if (!isRight) step = 0;
    else if (triedAt >= due) step = Math.min(step + 1, reviewDistances.length - 1);
    due = after(triedAt, reviewDistances[step] ?? 1);
  }
  return { distance: reviewDistances[step] ?? 1, due };
}

function after(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * day);
}

/** How one skill stands. */
export interface SkillProgress {
  readonly slug: SkillSlug;
  readonly name: string;
  /** Whether each first try was right, in the order of time. */
  readonly tries: readonly boolean[];
  readonly right: number;
  readonly mastery: Mastery;
  readonly review: ReviewPlan;
}

/** Every skill that was tried, in the order in which skills are learned. `tries` are in the order of time. */
export function skillsOf(tries: readonly SkillTry[]): readonly SkillProgress[] {
  return skillSlugs.flatMap((slug) => {
    const own = tries.filter(({ skill }) => skill === slug);
    if (own.length === 0) return [];
    const verdicts = own.map(({ isRight }) => isRight);
    const right = verdicts.filter((isRight) => isRight).length;
    return [
      { slug, name: nameOfSkill(slug), tries: verdicts, right, mastery: masteryOf(verdicts), review: planReview(own) },
    ];
  });
}

/** Those due now, the shortest distance first; of one distance, what has waited longest. */
export function dueSkills(skills: readonly SkillProgress[], now: Date): readonly SkillProgress[] {
  return skills
    .filter(({ review }) => review.due <= now)
    .toSorted((a, b) => a.review.distance - b.review.distance || a.review.due.getTime() - b.review.due.getTime());
}

/** When the next skill is due that is not due yet; null where nothing was tried. */
export function nextDue(skills: readonly SkillProgress[], now: Date): Date | null {
  const later = skills.map(({ review }) => review.due).filter((due) => due > now);
  return later.reduce<Date | null>((soonest, due) => (soonest === null || due < soonest ? due : soonest), null);
}
