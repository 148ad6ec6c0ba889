import "server-only";
import type { Metadata } from "next";
import { cache, type ReactElement } from "react";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { openLesson } from "#lib/content/open-lesson.ts";
import { selectExerciseViews } from "#lib/progress/queries.ts";
import { selectProgress } from "#lib/progress/select-progress.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { openExercises } from "../_components/lesson/lesson-outline.ts";
import { LessonPage } from "../_components/lesson/lesson-page.tsx";
import { lessonPath } from "../_components/lesson/lesson-path.ts";
import { practise } from "../lessons/[lesson]/actions.ts";
import { markRead } from "../progress/actions.ts";
import { now } from "./clock.ts";
import { emailOf, headerViewer } from "./viewer.ts";

/** Once for each request: the page and its metadata ask for the same lesson. */
const openedLesson = cache((viewer: Viewer, slug: string) => openLesson(viewer, slug, now()));

/** A lesson with its exercises as this viewer may have them; null where there is no such lesson. */
export async function lessonFor(viewer: Viewer, slug: string): Promise<ReactElement | null> {
  const lesson = await openedLesson(viewer, slug);
  if (lesson === null) return null;
  const [exercises, progress] = await Promise.all([
    selectExerciseViews(viewer, openExercises(lesson), now()),
    viewer.kind === "visitor" ? null : selectProgress(viewer, now()),
  ]);
  const parts = progress?.lessons.find((own) => own.slug === slug)?.parts ?? [];
  return (
    <PageFrame viewer={headerViewer(viewer)} path={lessonPath(slug)}>
      <LessonPage
        lesson={lesson}
        exercises={exercises}
        email={emailOf(viewer)}
        submit={practise}
        parts={parts}
        markRead={markRead}
      />
    </PageFrame>
  );
}

export async function lessonMetadata(viewer: Viewer, slug: string): Promise<Metadata> {
  const lesson = await openedLesson(viewer, slug);
  if (lesson === null) return { title: "No such lesson" };
  const { title, promise } = lesson.head;
  return { title, description: promise, alternates: { canonical: lessonPath(slug) } };
}
