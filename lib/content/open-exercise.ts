import { type ClosedDecision, canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { CompiledExercise } from "./compile-exercise.ts";
import type { LessonLink } from "./open-lesson.ts";
import { readDefinition, readHead } from "./stored.ts";

export interface OpenedExercise {
  readonly exerciseId: string;
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly compiled: CompiledExercise;
  /** The first lesson that holds it where this viewer may read it. */
  readonly lesson: LessonLink;
}

export type ExerciseRefusal =
  | { readonly code: "unknown-exercise" }
  | { readonly code: "needs-level"; readonly requires: readonly string[] };

/**
 * A published exercise, open to whoever may read a published segment that holds it. One that no published segment holds
 * is unknown, as if it were not there.
 */
export async function openExercise(
  viewer: Viewer,
  slug: string,
  now: Date,
): Promise<Result<OpenedExercise, ExerciseRefusal>> {
  const places = await db.segmentExercise.findMany({
    where: {
      exercise: { slug, publishedRevisionId: { not: null } },
      segment: { revision: { publishedBy: { isNot: null } } },
    },
    orderBy: [{ segment: { revision: { lesson: { ordinal: "asc" } } } }, { segment: { ordinal: "asc" } }],
    select: {
      exerciseId: true,
      segment: { select: { levels: true, revision: { select: { head: true, lesson: { select: { slug: true } } } } } },
    },
  });
  if (places.length === 0) return refuse({ code: "unknown-exercise" });
  const decided = places.map((place) => ({ ...place, decision: canRead(viewer, place.segment, now) }));
  const open = decided.find(({ decision }) => decision.access === "open");
  if (open === undefined) {
    const closed = decided.flatMap(({ decision }) => requiredBy(decision));
    return refuse({ code: "needs-level", requires: [...new Set(closed)] });
  }
  const { publishedRevision: live } = await db.exercise.findUniqueOrThrow({
    where: { id: open.exerciseId },
    select: { publishedRevision: { select: { id: true, number: true, definition: true } } },
  });
  // It may have been taken offline between the two reads.
  if (live === null) return refuse({ code: "unknown-exercise" });
  const { revision } = open.segment;
  return succeed({
    exerciseId: open.exerciseId,
    revisionId: live.id,
    revisionNumber: live.number,
    compiled: readDefinition(live.definition),
    lesson: { slug: revision.lesson.slug, title: readHead(revision.head).title },
  });
}

function requiredBy(decision: ReturnType<typeof canRead>): ClosedDecision["requires"] {
  return decision.access === "closed" ? decision.requires : [];
}
