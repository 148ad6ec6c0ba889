import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { selectPractisedExercise } from "#lib/progress/queries.ts";
import { ExercisePage } from "../../_components/exercise/exercise-page.tsx";
import { PageFrame } from "../../_components/layout/page-frame.tsx";
import { now } from "../../_server/clock.ts";
import { currentViewer, headerViewer } from "../../_server/viewer.ts";
import { practise } from "../../lessons/[lesson]/actions.ts";

interface ExerciseParams {
  readonly params: Promise<{ readonly exercise: string }>;
}

/** Once for each request: the page and its metadata ask for the same exercise. */
const practised = cache(async (slug: string) => selectPractisedExercise(await currentViewer(), slug, now()));

export async function generateMetadata({ params }: ExerciseParams): Promise<Metadata> {
  const { exercise: slug } = await params;
  const found = await practised(slug);
  const title = found.ok ? found.value.exercise.title : "Exercise";
  return { title, alternates: { canonical: `/exercises/${slug}` }, robots: found.ok ? undefined : { index: false } };
}

/** One exercise alone, to be practised with fresh numbers as often as one likes. */
export default async function Exercise({ params }: ExerciseParams) {
  const { exercise: slug } = await params;
  const [viewer, found] = await Promise.all([currentViewer(), practised(slug)]);
  if (!found.ok && found.refusal.code === "unknown-exercise") notFound();
  return (
    <PageFrame viewer={headerViewer(viewer)} path={`/exercises/${slug}`}>
      <ExercisePage slug={slug} found={found} action={practise} />
    </PageFrame>
  );
}
