import type { Metadata } from "next";
import { selectReview } from "#lib/progress/select-review.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { RefreshOnReturn } from "../_components/progress/refresh-on-return.tsx";
import { ReviewPage } from "../_components/progress/review-page.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";
import { beginReview } from "./actions.ts";

export const metadata: Metadata = { title: "Review", robots: { index: false } };

export default async function Review() {
  const viewer = await currentViewer();
  const review = await selectReview(viewer, now());
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/review">
      <ReviewPage review={review} kind={viewer.kind} begin={beginReview} />
      {viewer.kind === "visitor" ? null : <RefreshOnReturn />}
    </PageFrame>
  );
}
