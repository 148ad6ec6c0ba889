import "server-only";
import type { ReactElement } from "react";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { selectCourses } from "#lib/content/queries.ts";
import { selectProgress } from "#lib/progress/select-progress.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { HomePage } from "../_components/lesson/home-page.tsx";
import { now } from "./clock.ts";
import { headerViewer } from "./viewer.ts";

/** The home page as this viewer sees it, with the figure at this depth. */
export async function homeFor(viewer: Viewer, depth: number): Promise<ReactElement> {
  const [courses, progress] = await Promise.all([
    selectCourses(),
    viewer.kind === "visitor" ? null : selectProgress(viewer, now()),
  ]);
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/">
      <HomePage courses={courses} progress={progress} depth={depth} />
    </PageFrame>
  );
}
