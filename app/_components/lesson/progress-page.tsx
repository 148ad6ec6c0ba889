import type { Viewer } from "#lib/accounts/viewer.ts";
import type { ProgressView } from "#lib/progress/queries.ts";
import { exerciseId } from "./exercise-sheet.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface ProgressPageProps {
  readonly progress: ProgressView;
  readonly kind: Viewer["kind"];
}

/** Where one stands in a sentence, the next thing to do, then every exercise. */
export function ProgressPage({ progress, kind }: ProgressPageProps) {
  const { next, lessons } = progress;
  return (
    <div className="column">
      <h1 className="page-title">Progress</h1>
      <p className="lede mt-4">{standing(progress)}</p>
      {next === null ? null : (
        <p className="mt-6">
          <a className="button" href={`/lessons/${next.lesson}#${exerciseId(next.exercise)}`}>
            {next.isBegun ? "Go on" : "Begin"}: {next.title}
          </a>
        </p>
      )}
      {kind === "guest" ? (
        <p className="mt-6">
          This browser keeps your work for you. <a href="/signup?to=%2Fprogress">Make an account</a> or{" "}
          <a href="/signin?to=%2Fprogress">sign in</a>, and it is yours on every device.
        </p>
      ) : null}
      {kind === "visitor" ? (
        <p className="mt-6">
          Your first answer starts it, with or without an account. Have you worked here before?{" "}
          <a href="/signin?to=%2Fprogress">Sign in</a> to see it.
        </p>
      ) : null}
      {lessons
        .filter(({ exercises }) => exercises.length > 0)
        .map((lesson) => (
          <LessonProgress key={lesson.slug} lesson={lesson} />
        ))}
    </div>
  );
}

function standing({ solved, total, next }: ProgressView): string {
  if (total === 0) return "There are no exercises here yet.";
  if (solved === 0 && total === 1) return "You have not solved the one exercise yet.";
  if (solved === 0 && next?.isBegun) return `You have begun, and solved none of the ${total} exercises yet.`;
  if (solved === 0) return `You have solved none of the ${total} exercises yet.`;
  if (solved === total)
    return total === 1 ? "You have solved the one exercise." : `You have solved all ${total} exercises.`;
  return `You have solved ${solved} of ${total} exercises.`;
}

function LessonProgress({ lesson }: { readonly lesson: ProgressView["lessons"][number] }) {
  const { slug, title, number, exercises } = lesson;
  return (
    <section className="mt-10" aria-labelledby={`progress-${slug}`}>
      <h2 id={`progress-${slug}`} className="text-large font-semibold">
        <span className="heading-number">{number}</span> <a href={`/lessons/${slug}`}>{title}</a>
      </h2>
      <ScrollRegion label={`Exercises of ${title}`} className="mt-2">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Exercise</th>
              <th scope="col" className="text-right">
                Blanks solved
              </th>
              <th scope="col" className="text-right">
                Best score
              </th>
            </tr>
          </thead>
          <tbody>
            {exercises.map((exercise) => (
              <ExerciseProgress key={exercise.slug} lesson={slug} exercise={exercise} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

interface ExerciseProgressProps {
  readonly lesson: string;
  readonly exercise: ProgressView["lessons"][number]["exercises"][number];
}

function ExerciseProgress({ lesson, exercise }: ExerciseProgressProps) {
  const { slug, title, blanks, solvedBlanks, bestScore, solvedAt, isOpen } = exercise;
  return (
    <tr>
      <th scope="row" className="font-normal">
        {isOpen ? <a href={`/lessons/${lesson}#${exerciseId(slug)}`}>{title}</a> : title}
        {isOpen ? null : <span className="text-quiet"> (for members)</span>}
      </th>
      <td className="text-right whitespace-nowrap">
        {solvedBlanks} of {blanks}
        {solvedAt === null ? null : <span className="sr-only">, solved</span>}
      </td>
      <td className="text-right">{solvedBlanks === 0 && bestScore === 0 ? "–" : `${Math.round(bestScore * 100)} %`}</td>
    </tr>
  );
}
