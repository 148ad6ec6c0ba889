import type { BlankView, SolutionView } from "#lib/progress/exercise-view.ts";
import { InlineMath } from "../lesson/math.tsx";
import { StepLines } from "../lesson/steps.tsx";
import { nameOf } from "./blank-name.ts";

interface WorkedSolutionsProps {
  /** Of the sheet. */
  readonly id: string;
  readonly level: 3 | 4;
  readonly blanks: readonly BlankView[];
  readonly solutions: Readonly<Record<string, SolutionView>>;
}

/** How each blank is solved with these numbers, line by line with the rule that each uses. */
export function WorkedSolutions({ id, level, blanks, solutions }: WorkedSolutionsProps) {
  const solved = blanks.flatMap((blank) => {
    const solution = solutions[blank.id];
    return solution === undefined || solution.steps.length === 0 ? [] : [{ blank, solution }];
  });
  if (solved.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <section className="worked" aria-labelledby={`${id}-worked`}>
      <Heading id={`${id}-worked`} tabIndex={-1}>
        Worked solution
      </Heading>
      {solved.map(({ blank, solution }, place) => (
        <details key={blank.id} open={place === solved.length - 1}>
          <summary>
            {blank.label === null ? nameOf(blank, blanks) : <InlineMath formula={blank.label} />}
            {solution.answer === null || blank.label === null ? null : (
              <>
                {" = "}
                <InlineMath formula={solution.answer} />
              </>
            )}
          </summary>
          <StepLines steps={solution.steps} />
        </details>
      ))}
    </section>
  );
}
