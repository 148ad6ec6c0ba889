import type { Formula } from "#lib/content/lesson.ts";
import type { SkillSlug } from "#lib/exercises/skill.ts";

/** An exercise that is open to whoever reviews. */
export interface ReviewCandidate {
  readonly slug: string;
  readonly title: string;
  readonly revision: number;
  /** The latest variant that its learner has; null where they have none. */
  readonly latest: { readonly attemptId: string; readonly variant: number; readonly gaveUp: boolean } | null;
  readonly hasVariants: boolean;
  readonly blanks: readonly {
    readonly id: string;
    readonly skills: readonly SkillSlug[];
    readonly asked: Formula | null;
    readonly spoken: string;
  }[];
}

/** The exercise that shows a skill again. */
export interface ReviewExercise {
  readonly slug: string;
  readonly title: string;
  /** The revision and the variant that whoever asks has now: what a form sends back to be given the next. */
  readonly revision: number;
  readonly variant: number;
  /** Nothing was tried yet of the blank in that variant, so that it can be gone on with. */
  readonly isFresh: boolean;
  /** Are there other numbers to draw. */
  readonly hasVariants: boolean;
  /** What the blank asks, typeset; null where it asks in words. */
  readonly asked: Formula | null;
  readonly spoken: string;
}

/** A blank that was tried, in an attempt. */
export interface TriedBlank {
  /** Slug of its exercise. */
  readonly exercise: string;
  readonly attemptId: string;
  readonly blank: string;
  readonly triedAt: Date;
}

/**
 * The exercise with which a skill is shown again: one that has other numbers before one that has not; then one that was tried
 * before, the longest ago first; then those that were not, in the order given. Null where none practises the skill.
 */
export function chooseReview(
  skill: SkillSlug,
  candidates: readonly ReviewCandidate[],
  tries: readonly TriedBlank[],
): ReviewExercise | null {
  const lastTry = ({ slug }: ReviewCandidate) =>
    Math.max(...tries.filter(({ exercise }) => exercise === slug).map(({ triedAt }) => triedAt.getTime()));
  const rank = (one: ReviewCandidate, other: ReviewCandidate) => {
    if (one.hasVariants !== other.hasVariants) return one.hasVariants ? -1 : 1;
    const [last, otherLast] = [lastTry(one), lastTry(other)];
    const isTried = Number.isFinite(last);
    if (isTried !== Number.isFinite(otherLast)) return isTried ? -1 : 1;
    return isTried ? last - otherLast : 0;
  };
  const [chosen] = candidates
    .filter(({ blanks }) => blanks.some(({ skills }) => skills.includes(skill)))
    .toSorted(rank);
  if (chosen === undefined) return null;
  const { slug, title, revision, latest, hasVariants } = chosen;
  const isUntried = (id: string) =>
    latest === null || !tries.some(({ attemptId, blank }) => attemptId === latest.attemptId && blank === id);
  const own = chosen.blanks.filter(({ skills }) => skills.includes(skill));
  const blank = own.find(({ id }) => isUntried(id)) ?? own[0];
  if (blank === undefined) return null;
  return {
    slug,
    title,
    revision,
    variant: latest?.variant ?? 0,
    isFresh: latest?.gaveUp !== true && isUntried(blank.id),
    hasVariants,
    asked: blank.asked,
    spoken: blank.spoken,
  };
}
