import type { Metadata } from "next";
import { selectHistory } from "#lib/progress/select-history.ts";
import { selectProgress } from "#lib/progress/select-progress.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { ProgressPage } from "../_components/progress/progress-page.tsx";
import { RefreshOnReturn } from "../_components/progress/refresh-on-return.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";

export const metadata: Metadata = { title: "Progress", robots: { index: false } };

export default async function Progress() {
  const [viewer, at] = [await currentViewer(), now()];
  const [progress, history] = await Promise.all([selectProgress(viewer, at), selectHistory(viewer, at)]);
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/progress">
      <ProgressPage progress={progress} history={history} kind={viewer.kind} />
      {viewer.kind === "visitor" ? null : <RefreshOnReturn />}
    </PageFrame>
  );
}
