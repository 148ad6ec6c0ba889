import { Fragment } from "react";
import type { LessonView, SegmentView } from "#lib/content/open-lesson.ts";
import type { ExerciseView, PracticeOutcome } from "#lib/progress/exercise-view.ts";
import type { PartProgress } from "#lib/progress/progress-view.ts";
import { ExerciseSheet } from "../exercise/exercise-sheet.tsx";
import type { FormAction } from "../form/form-state.ts";
import { CourseOutline } from "../layout/course-outline.tsx";
import { type MarkRead, SegmentEnd } from "../progress/segment-end.tsx";
import { Blocks } from "./blocks.tsx";
import { Gate } from "./gate.tsx";
import { LessonEnd } from "./lesson-end.tsx";
import { outlineLines } from "./lesson-outline.ts";
import { lessonPath } from "./lesson-path.ts";

interface LessonPageProps {
  readonly lesson: LessonView;
  readonly exercises: ReadonlyMap<string, ExerciseView>;
  /** The address of whoever is signed in. */
  readonly email: string | null;
  readonly submit: FormAction<PracticeOutcome>;
  /** How far each segment is; none for whoever has no session. */
  readonly parts: readonly PartProgress[];
  readonly markRead: MarkRead;
}

/** A lesson as this viewer may read it: one column, its contents at the left, notes in the right margin. */
export function LessonPage({ lesson, exercises, email, submit, parts, markRead }: LessonPageProps) {
  const path = lessonPath(lesson.head.slug);
  const sheet = (slug: string) => {
    const exercise = exercises.get(slug);
    return exercise === undefined ? null : <ExerciseSheet exercise={exercise} lesson={path} action={submit} />;
  };
  const isUnread = (ordinal: number) => parts.some((own) => own.ordinal === ordinal && own.readAt === null);
  const part = (segment: SegmentView) =>
    segment.access === "open" ? (
      <Fragment key={segment.ordinal}>
        <Blocks blocks={segment.blocks} exercise={sheet} />
        {isUnread(segment.ordinal) ? (
          <SegmentEnd lesson={lesson.head.slug} ordinal={segment.ordinal} markRead={markRead} />
        ) : null}
      </Fragment>
    ) : (
      <Gate key={segment.ordinal} segment={segment} lesson={path} email={email} />
    );
  return (
    <article className="lesson">
      <LessonHeader lesson={lesson} />
      <CourseOutline lines={outlineLines(lesson, exercises, parts)} />
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
