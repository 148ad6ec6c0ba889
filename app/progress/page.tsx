import type { Metadata } from "next";
import { selectProgress } from "#lib/progress/queries.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { ProgressPage } from "../_components/lesson/progress-page.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";

export const metadata: Metadata = { title: "Progress", robots: { index: false } };

export default async function Progress() {
  const viewer = await currentViewer();
  const progress = await selectProgress(viewer, now());
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/progress">
      <ProgressPage progress={progress} kind={viewer.kind} />
    </PageFrame>
  );
}
