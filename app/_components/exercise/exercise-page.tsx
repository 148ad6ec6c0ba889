import type { ExerciseRefusal } from "#lib/content/open-exercise.ts";
import type { LessonLink } from "#lib/content/open-lesson.ts";
import type { ExerciseView, PracticeOutcome } from "#lib/progress/exercise-view.ts";
import type { Result } from "#lib/result.ts";
import type { FormAction } from "../form/form-state.ts";
import { lessonPath } from "../lesson/lesson-path.ts";
import { ExerciseSheet } from "./exercise-sheet.tsx";

interface ExercisePageProps {
  readonly slug: string;
  readonly found: Result<{ readonly exercise: ExerciseView; readonly lesson: LessonLink }, ExerciseRefusal>;
  readonly action: FormAction<PracticeOutcome>;
}

/** One exercise on a page of its own: to practise, and to send to somebody. */
export function ExercisePage({ slug, found, action }: ExercisePageProps) {
  const path = `/exercises/${slug}`;
  if (!found.ok) {
    const back = encodeURIComponent(path);
    return (
      <article className="exercise-page prose">
        <h1 className="page-title">An exercise for members</h1>
        <p>
          It belongs to a part of the course that is not open to you now. <a href="/levels">See what opens it</a>, or{" "}
          <a href={`/signin?to=${back}`}>sign in</a> if you are a member.
        </p>
      </article>
    );
  }
  const { exercise, lesson } = found.value;
  return (
    <article className="exercise-page">
      <h1 className="page-title">Practice</h1>
      <p className="lede">
        From the lesson <a href={`${lessonPath(lesson.slug)}#exercise-${slug}`}>{lesson.title}</a>. What you solve here
        counts there too.
      </p>
      <ExerciseSheet exercise={exercise} lesson={path} level={2} action={action} />
    </article>
  );
}
