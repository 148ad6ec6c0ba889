/** An exercise of a course as its certificate looks at it. */
export interface CourseExercise {
  readonly slug: string;
  readonly title: string;
  /** Slug of the lesson that it stands in. */
  readonly lesson: string;
  readonly isRequired: boolean;
  /** Has anything been handed in. */
  readonly isTried: boolean;
  /** The author does not tell yet what was right. */
  readonly isWithheld: boolean;
  /** Null: not solved, or not told. */
  readonly solvedAt: Date | null;
}

export type CertificateDecision =
  | { readonly mayIssue: true }
  /** A course that asks for nothing proves nothing. */
  | { readonly mayIssue: false; readonly reason: "nothing-required" }
  | {
      readonly mayIssue: false;
      /** `results-withheld`: nothing is left to do but to wait. */
      readonly reason: "exercises-left" | "results-withheld";
      readonly left: readonly CourseExercise[];
      readonly awaited: readonly CourseExercise[];
    };

/**
 * May a certificate be issued: every required exercise is solved, wherever it stands and whoever may read it now. What the author
 * withholds counts as awaited, solved or not: a certificate that came early would tell the result of an exam.
 */
export function decideCertificate(exercises: readonly CourseExercise[]): CertificateDecision {
  const required = exercises.filter(({ isRequired }) => isRequired);
  if (required.length === 0) return { mayIssue: false, reason: "nothing-required" };
  const awaited = required.filter(({ isWithheld, isTried }) => isWithheld && isTried);
  const left = required.filter((each) => each.solvedAt === null && !awaited.includes(each));
  if (left.length === 0 && awaited.length === 0) return { mayIssue: true };
  return { mayIssue: false, reason: left.length > 0 ? "exercises-left" : "results-withheld", left, awaited };
}
