import type { Work } from "#lib/db/transaction.ts";
import type { CourseExercise, CourseLesson } from "./compile-course.ts";
import type { LessonSegment } from "./lesson.ts";
import { revisionHash, store } from "./stored.ts";

/** `draft`: it was edited on the site since the last import, so the file waits beside it and readers see no change. */
export interface Imported {
  readonly slug: string;
  readonly outcome: "new" | "changed" | "unchanged" | "draft";
}

interface LatestRevision {
  readonly number: number;
  readonly hash: string;
  readonly origin: "import" | "author";
}

const latest = { orderBy: { number: "desc" }, select: { number: true, hash: true, origin: true } } as const;

/** What to do with a text whose lesson or exercise has these revisions, latest first. */
function decideOutcome(revisions: readonly LatestRevision[], hash: string): Imported["outcome"] {
  const [last] = revisions;
  if (last === undefined) return "new";
  if (revisions.find(({ origin }) => origin === "import")?.hash === hash) return "unchanged";
  return last.origin === "author" ? "draft" : "changed";
}

export async function importExercises(
  exercises: readonly CourseExercise[],
  now: Date,
  tx: Work,
): Promise<readonly Imported[]> {
  const imported: Imported[] = [];
  for (const { slug, source, compiled } of exercises) {
    const { id, revisions } = await tx.exercise.upsert({
      where: { slug },
      create: { slug },
      update: {},
      select: { id: true, revisions: latest },
    });
    const hash = revisionHash(source, compiled);
    const outcome = decideOutcome(revisions, hash);
    imported.push({ slug, outcome });
    if (outcome === "unchanged") continue;
    const revision = await tx.exerciseRevision.create({
      data: {
        exerciseId: id,
        number: (revisions[0]?.number ?? 0) + 1,
        hash,
        source,
        definition: store(compiled),
        origin: "import",
        createdAt: now,
      },
      select: { id: true },
    });
    if (outcome !== "draft") await tx.exercise.update({ where: { id }, data: { publishedRevisionId: revision.id } });
  }
  return imported;
}

export async function importLessons(
  courseId: string,
  lessons: readonly CourseLesson[],
  now: Date,
  tx: Work,
): Promise<readonly Imported[]> {
  await makeRoom(courseId, lessons, tx);
  const imported: Imported[] = [];
  for (const { ordinal, source, compiled } of lessons) {
    const { slug } = compiled.head;
    const { id, revisions } = await tx.lesson.upsert({
      where: { slug },
      create: { slug, courseId, ordinal },
      update: { ordinal },
      select: { id: true, revisions: latest },
    });
    const hash = revisionHash(source, compiled);
    const outcome = decideOutcome(revisions, hash);
    imported.push({ slug, outcome });
    if (outcome === "unchanged") continue;
    const revision = await tx.lessonRevision.create({
      data: {
        lessonId: id,
        number: (revisions[0]?.number ?? 0) + 1,
        hash,
        source,
        head: store(compiled.head),
        origin: "import",
        createdAt: now,
      },
      select: { id: true },
    });
    for (const segment of compiled.segments) await saveSegment(revision.id, segment, tx);
    if (outcome !== "draft") await tx.lesson.update({ where: { id }, data: { publishedRevisionId: revision.id } });
  }
  return imported;
}

async function saveSegment(revisionId: string, segment: LessonSegment, tx: Work): Promise<void> {
  const { ordinal, levels, outline, blocks, exercises } = segment;
  const { id: segmentId } = await tx.segment.create({
    data: { revisionId, ordinal, levels: [...levels], outline: store(outline), blocks: store(blocks) },
    select: { id: true },
  });
  const rows = await tx.exercise.findMany({
    where: { slug: { in: [...exercises] } },
    select: { id: true, slug: true },
  });
  await tx.segmentExercise.createMany({
    data: rows.map(({ id, slug }) => ({ segmentId, exerciseId: id, ordinal: exercises.indexOf(slug) })),
  });
}

/**
 * No two lessons of a course may have one number, not even for a moment while they change places: where the order has
 * changed, all step aside below zero first. Lessons that the folder no longer holds stay published, after the others.
 */
async function makeRoom(courseId: string, lessons: readonly CourseLesson[], tx: Work): Promise<void> {
  const wanted = new Map(lessons.map(({ ordinal, compiled }) => [compiled.head.slug, ordinal]));
  const rows = await tx.lesson.findMany({
    where: { courseId },
    orderBy: { ordinal: "asc" },
    select: { id: true, slug: true, ordinal: true },
  });
  const last = Math.max(0, ...wanted.values());
  const absent = rows.filter(({ slug }) => !wanted.has(slug));
  const stays = (slug: string, ordinal: number) => (wanted.has(slug) ? wanted.get(slug) === ordinal : ordinal > last);
  if (rows.every(({ slug, ordinal }) => stays(slug, ordinal))) return;
  for (const [index, { id }] of rows.entries())
    await tx.lesson.update({ where: { id }, data: { ordinal: -1 - index } });
  for (const [index, { id }] of absent.entries()) {
    await tx.lesson.update({ where: { id }, data: { ordinal: last + 1 + index } });
  }
}
