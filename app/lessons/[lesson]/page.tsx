import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { visitor } from "#lib/accounts/viewer.ts";
import { lessonFor, lessonMetadata } from "../../_server/lesson-for.tsx";

interface LessonParams {
  readonly params: Promise<{ readonly lesson: string }>;
}

/** None at build, when there is no database: each is rendered at its first visit and kept until the lesson is published anew. */
export function generateStaticParams(): [] {
  return [];
}

export async function generateMetadata({ params }: LessonParams): Promise<Metadata> {
  return lessonMetadata(visitor, (await params).lesson);
}

/** The lesson for whoever has no session. It asks for no cookie, header or search parameter: one answer for everybody. */
export default async function PublicLesson({ params }: LessonParams) {
  return (await lessonFor(visitor, (await params).lesson)) ?? notFound();
}
