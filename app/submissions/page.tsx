import type { Metadata } from "next";
import { submissionPlace } from "#lib/progress/schemas.ts";
import { selectSubmissions } from "#lib/progress/select-submissions.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { SubmissionsPage, submissionsPath } from "../_components/submissions/submissions-page.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";

export const metadata: Metadata = { title: "Your answers", robots: { index: false } };

interface SubmissionsParams {
  readonly searchParams: Promise<{ readonly after?: string | string[] }>;
}

/** One's own submissions. A link that does not say where to go on begins with the newest. */
export default async function Submissions({ searchParams }: SubmissionsParams) {
  const [viewer, place] = [await currentViewer(), submissionPlace.safeParse((await searchParams).after)];
  const submissions = await selectSubmissions(viewer, place.success ? place.data : null, now());
  return (
    <PageFrame viewer={headerViewer(viewer)} path={submissionsPath}>
      <SubmissionsPage submissions={submissions} isFirst={!place.success} />
    </PageFrame>
  );
}
