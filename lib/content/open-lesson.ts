import { type ClosedDecision, canRead } from "#lib/access/can-read.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import type { Block, LessonHead, SegmentOutline } from "./lesson.ts";
import type { LevelView } from "./queries.ts";
import { readBlocks, readHead, readOutline } from "./stored.ts";

/** A segment as this viewer may have it. A closed one has no body to leak: it is never selected. */
export type SegmentView =
  | {
      readonly access: "open";
      readonly ordinal: number;
      readonly blocks: readonly Block[];
      readonly outline: SegmentOutline;
    }
  | {
      readonly access: "closed";
      readonly ordinal: number;
      readonly decision: ClosedDecision;
      readonly outline: SegmentOutline;
      /** The levels that open it, as the levels page names them. */
      readonly levels: readonly LevelView[];
    };

export interface LessonLink {
  readonly slug: string;
  readonly title: string;
}

export interface LessonView {
  readonly head: LessonHead;
  readonly course: LessonLink;
  readonly number: number;
  readonly previous: LessonLink | null;
  readonly next: LessonLink | null;
  readonly segments: readonly SegmentView[];
}

/** A published lesson as this viewer may read it; null where there is none. */
export async function openLesson(viewer: Viewer, slug: string, now: Date): Promise<LessonView | null> {
  const [lesson, levels] = await Promise.all([
    selectFrame(slug),
    db.level.findMany({ orderBy: { ordinal: "asc" }, select: { slug: true, name: true, description: true } }),
  ]);
  if (lesson?.publishedRevision == null) return null;

  const { segments: outlines, head } = lesson.publishedRevision;
  const decided = outlines.map((segment) => ({ ...segment, decision: canRead(viewer, segment, now) }));
  const openIds = decided.filter(({ decision }) => decision.access === "open").map(({ id }) => id);
  const bodies = await db.segment.findMany({ where: { id: { in: openIds } }, select: { id: true, blocks: true } });
  const blocksOf = new Map(bodies.map(({ id, blocks }) => [id, readBlocks(blocks)]));

  const neighbours = lesson.course.lessons.flatMap(({ slug: own, publishedRevision }) =>
    publishedRevision === null ? [] : [{ slug: own, title: readHead(publishedRevision.head).title }],
  );
  const here = neighbours.findIndex((neighbour) => neighbour.slug === slug);
  return {
    head: readHead(head),
    course: { slug: lesson.course.slug, title: lesson.course.title },
    number: lesson.ordinal,
    previous: neighbours[here - 1] ?? null,
    next: neighbours[here + 1] ?? null,
    segments: decided.map(({ id, ordinal, levels: required, outline: column, decision }) => {
      const outline = readOutline(column);
      if (decision.access === "open") return { access: "open", ordinal, blocks: blocksOf.get(id) ?? [], outline };
      const opening = levels.filter((level) => required.includes(level.slug));
      return { access: "closed", ordinal, decision, outline, levels: opening };
    }),
  };
}

/** Everything about a lesson that everyone may know. */
function selectFrame(slug: string) {
  return db.lesson.findUnique({
    where: { slug },
    select: {
      ordinal: true,
      course: {
        select: {
          slug: true,
          title: true,
          lessons: {
            where: { publishedRevisionId: { not: null } },
            orderBy: { ordinal: "asc" },
            select: { slug: true, publishedRevision: { select: { head: true } } },
          },
        },
      },
      publishedRevision: {
        select: {
          head: true,
          segments: {
            orderBy: { ordinal: "asc" },
            select: { id: true, ordinal: true, levels: true, outline: true },
          },
        },
      },
    },
  });
}
