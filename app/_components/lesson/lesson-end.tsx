import type { LessonView } from "#lib/content/open-lesson.ts";
import type { ExerciseView } from "#lib/progress/exercise-view.ts";
import { exerciseId } from "../exercise/exercise-sheet.tsx";
import { isSolved } from "./lesson-outline.ts";
import { References } from "./references.tsx";

interface LessonEndProps {
  readonly lesson: LessonView;
  readonly exercises: ReadonlyMap<string, ExerciseView>;
}

/** The lesson in three lines, the exercises that are left, what it cites, and where to go on. */
export function LessonEnd({ lesson: { head, segments, previous, next }, exercises }: LessonEndProps) {
  const left = [...exercises.values()].filter((exercise) => !isSolved(exercise));
  // Those behind a gate are not counted: nobody can go on to them from here.
  const where = segments.some(({ access }) => access === "closed") ? "the open part" : "this lesson";
  return (
    <footer className="lesson-end">
      {head.summary.length === 0 ? null : (
        <section aria-labelledby="in-short">
          <h2 id="in-short">In short</h2>
          <ol>
            {head.summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      )}
      {left.length === 0 ? null : (
        <p>
          {left.length === 1 ? `One exercise of ${where} is left: ` : `${left.length} exercises of ${where} are left: `}
          {left.map(({ slug, title }, place) => (
            <span key={slug}>
              {place === 0 ? "" : ", "}
              <a href={`#${exerciseId(slug)}`}>{title}</a>
            </span>
          ))}
          .
        </p>
      )}
      <References references={head.references} />
      {previous === null && next === null ? null : (
        <nav className="neighbours" aria-label="Lessons">
          {previous === null ? null : (
            <a rel="prev" href={`/lessons/${previous.slug}`}>
              <span>Before</span> {previous.title}
            </a>
          )}
          {next === null ? null : (
            <a rel="next" href={`/lessons/${next.slug}`}>
              <span>Next lesson</span> {next.title}
            </a>
          )}
        </nav>
      )}
    </footer>
  );
}
