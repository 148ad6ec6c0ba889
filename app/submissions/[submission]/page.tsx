import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { submissionId } from "#lib/progress/schemas.ts";
import { selectSubmissionView } from "#lib/progress/submission-view.ts";
import { SubmissionPage, submissionPath } from "../../_components/exercise/submission-page.tsx";
import { PageFrame } from "../../_components/layout/page-frame.tsx";
import { now } from "../../_server/clock.ts";
import { currentViewer, headerViewer } from "../../_server/viewer.ts";

export const metadata: Metadata = { title: "Your answer", robots: { index: false } };

interface SubmissionParams {
  readonly params: Promise<{ readonly submission: string }>;
}

/** A submission for its owner. For anybody else there is none, as if it did not exist. */
export default async function Submission({ params }: SubmissionParams) {
  const [viewer, id] = [await currentViewer(), submissionId.safeParse((await params).submission)];
  const submission = id.success ? await selectSubmissionView(viewer, id.data, now()) : null;
  if (submission === null) notFound();
  return (
    <PageFrame viewer={headerViewer(viewer)} path={submissionPath(submission.id)}>
      <SubmissionPage submission={submission} />
    </PageFrame>
  );
}
