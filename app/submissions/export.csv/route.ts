import { readEnv } from "#lib/env.ts";
import { exportSubmissions } from "#lib/progress/export-submissions.ts";
import { writeCsv } from "#lib/progress/write-export.ts";
import { now } from "../../_server/clock.ts";
import { download } from "../../_server/download.ts";
import { currentViewer } from "../../_server/viewer.ts";

/** All submissions of whoever asks, for a spreadsheet. */
export async function GET(): Promise<Response> {
  const [viewer, at] = [await currentViewer(), now()];
  return download(
    writeCsv(exportSubmissions(viewer, at), readEnv().origin),
    `answers-${at.toISOString().slice(0, 10)}.csv`,
    "text/csv",
  );
}
