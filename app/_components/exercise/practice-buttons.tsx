import type { PractisedExercise } from "./exercise-form.tsx";

/** What else can be asked of an exercise: other numbers, and the solution of these. */
export function PracticeButtons({
  exercise: { hasVariants, mayGiveUp, gaveUp },
  isSolved,
}: {
  readonly exercise: PractisedExercise;
  readonly isSolved: boolean;
}) {
  return (
    <>
      {hasVariants && (isSolved || gaveUp) ? (
        <button className="button button-quiet" type="submit" name="intent" value="variant">
          Try another variant
        </button>
      ) : null}
      {mayGiveUp && !isSolved ? (
        <details className="give-up">
          <summary>Show the solution</summary>
          <p>
            That ends your attempt with these numbers: nothing more is graded with them.
            {hasVariants ? " You can go on with fresh ones." : ""}
          </p>
          <button className="button button-quiet" type="submit" name="intent" value="give-up">
            End it and show the solution
          </button>
        </details>
      ) : null}
    </>
  );
}
