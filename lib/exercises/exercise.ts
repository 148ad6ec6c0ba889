import type { Blank } from "./blank.ts";
import type { Policy } from "./policy.ts";

/** An answer whose verdict the author knows. Publishing is refused where the checker says otherwise. */
export interface ExerciseTest {
  /** Id of a blank. */
  readonly blank: string;
  readonly answer: string;
  readonly verdict: "correct" | "incorrect" | "invalid";
  /** Slug of the diagnosis that the answer must get; null where the author names none. */
  readonly diagnosis: string | null;
}

/** What an author wrote. Every answer, variant and mistake is derived from `model`. */
export interface Exercise {
  readonly slug: string;
  readonly title: string;
  /** Source of the model, one quantity per line. */
  readonly model: string;
  readonly blanks: readonly Blank[];
  readonly policy: Policy;
  readonly tests: readonly ExerciseTest[];
}

export function findBlank(exercise: Exercise, id: string): Blank | null {
  return exercise.blanks.find((blank) => blank.id === id) ?? null;
}
