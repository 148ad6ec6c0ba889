import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { lessonFor, lessonMetadata } from "../../../_server/lesson-for.tsx";
import { currentViewer } from "../../../_server/viewer.ts";

interface LessonParams {
  readonly params: Promise<{ readonly lesson: string }>;
}

export async function generateMetadata({ params }: LessonParams): Promise<Metadata> {
  return lessonMetadata(await currentViewer(), (await params).lesson);
}

/** The lesson for a session, whole in one piece. Somebody without one who comes here gets what every visitor gets. */
export default async function SessionLesson({ params }: LessonParams) {
  return (await lessonFor(await currentViewer(), (await params).lesson)) ?? notFound();
}
