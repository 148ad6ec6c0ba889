import type { LessonView, SegmentView } from "#lib/content/open-lesson.ts";
import type { ExerciseView, WorkView } from "#lib/progress/queries.ts";
import type { FormAction } from "../form/form-state.ts";
import { CourseOutline } from "../layout/course-outline.tsx";
import { Blocks } from "./blocks.tsx";
import { ExerciseSheet } from "./exercise-sheet.tsx";
import { Gate } from "./gate.tsx";
import { LessonEnd } from "./lesson-end.tsx";
import { outlineLines } from "./lesson-outline.ts";

interface LessonPageProps {
  readonly lesson: LessonView;
  readonly exercises: ReadonlyMap<string, ExerciseView>;
  /** The address of whoever is signed in. */
  readonly email: string | null;
  readonly submit: FormAction<WorkView>;
}

export function lessonPath(slug: string): string {
  return `/lessons/${slug}`;
}

/** A lesson as this viewer may read it: one column, its contents at the left, notes in the right margin. */
export function LessonPage({ lesson, exercises, email, submit }: LessonPageProps) {
  const path = lessonPath(lesson.head.slug);
  const sheet = (slug: string) => {
    const exercise = exercises.get(slug);
    return exercise === undefined ? null : <ExerciseSheet exercise={exercise} lesson={path} action={submit} />;
  };
  const part = (segment: SegmentView) =>
    segment.access === "open" ? (
      <Blocks key={segment.ordinal} blocks={segment.blocks} exercise={sheet} />
    ) : (
      <Gate key={segment.ordinal} segment={segment} lesson={path} email={email} />
    );
  return (
    <article className="lesson">
      <LessonHeader lesson={lesson} />
      <CourseOutline lines={outlineLines(lesson, exercises)} />
      <div className="lesson-text prose">
        {lesson.segments.map(part)}
        <LessonEnd lesson={lesson} exercises={exercises} />
      </div>
    </article>
  );
}

function LessonHeader({ lesson: { head, course, number, segments } }: { readonly lesson: LessonView }) {
  const exercises = segments.reduce((sum, { outline }) => sum + outline.exercises, 0);
  return (
    <header className="lesson-header">
      <p className="eyebrow">
        <a href="/">{course.title}</a> · Lesson {number}
      </p>
      <h1 className="page-title">{head.title}</h1>
      <p className="lede">{head.promise}</p>
      <dl className="lesson-facts">
        <div>
          <dt>Takes</dt>
          <dd>
            {head.minutes} {head.minutes === 1 ? "minute" : "minutes"} of reading
            {exercises === 0 ? "" : `, ${exercises} ${exercises === 1 ? "exercise" : "exercises"}`}
          </dd>
        </div>
        {head.before.length === 0 ? null : (
          <div>
            <dt>Know before</dt>
            {head.before.map((known) => (
              <dd key={known}>{known}</dd>
            ))}
          </div>
        )}
      </dl>
    </header>
  );
}
