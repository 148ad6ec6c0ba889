import { canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { SegmentPlace } from "./schemas.ts";

/** `no-session`: reading alone stores nothing of a visitor. A segment that is not there and one that is closed look the same. */
export type ReadRefusal = { readonly code: "no-session" } | { readonly code: "unknown-segment" };

/** Keeps that a learner came to the end of a segment; the first time counts. */
export async function markSegmentRead(
  viewer: Viewer,
  { lesson: slug, ordinal }: SegmentPlace,
  now: Date,
): Promise<Result<{ readonly isFirst: boolean }, ReadRefusal>> {
  if (viewer.kind === "visitor") return refuse({ code: "no-session" });
  const lesson = await db.lesson.findUnique({
    where: { slug },
    select: {
      id: true,
      publishedRevision: { select: { segments: { where: { ordinal }, select: { levels: true } } } },
    },
  });
  const segment = lesson?.publishedRevision?.segments[0];
  if (lesson === null || segment === undefined) return refuse({ code: "unknown-segment" });
  if (canRead(viewer, segment, now).access === "closed") return refuse({ code: "unknown-segment" });
  // The learner's row is locked, so that a merge waits; of a guest who is gone meanwhile nothing is kept.
  const kept = await db.$executeRaw`
    WITH learner AS (
      SELECT id FROM "Learner" WHERE id = ${viewer.learnerId}::uuid FOR KEY SHARE
    )
    INSERT INTO "SegmentRead" ("learnerId", "lessonId", ordinal, "readAt")
    SELECT learner.id, ${lesson.id}::uuid, ${ordinal}::int, ${now}::timestamptz FROM learner
    ON CONFLICT DO NOTHING`;
  return succeed({ isFirst: kept > 0 });
}
