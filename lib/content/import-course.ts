import { transaction, type Work } from "#lib/db/transaction.ts";
import { type CompiledCourse, compileCourse } from "./compile-course.ts";
import { drawNotices } from "./draw-notices.ts";
import { type ContentProblem, contentProblem } from "./problem.ts";
import { type Imported, importExercises, importLessons } from "./publish-import.ts";
import { readCourseFolder } from "./read-course-folder.ts";

export type ImportReport =
  | {
      readonly ok: true;
      readonly course: string;
      readonly lessons: readonly Imported[];
      readonly exercises: readonly Imported[];
      /** About what was published and could be better. */
      readonly notices: readonly ContentProblem[];
    }
  | { readonly ok: false; readonly course: string; readonly problems: readonly ContentProblem[] };

/** Taken for the length of an import: two instances that start together import one after the other. */
const importLock = 20_261_117;

/**
 * Publishes a course from its folder, whole or not at all. Twice is harmless: a lesson or exercise gets a new revision
 * only where what it compiles to has changed. One that was edited on the site since gets a draft instead and stays as it
 * is. Each lesson that readers will see differently is named on the channel `chainrule_published`, in the same transaction.
 */
export async function importCourse(folder: string, now: Date): Promise<ImportReport> {
  const source = await readCourseFolder(folder);
  const compiled = compileCourse(source);
  if (!compiled.ok) return { ok: false, course: source.slug, problems: compiled.problems };
  const course = compiled.value;
  const report = await publish(course, now);
  if (!report.ok) return report;
  const published = new Set(report.exercises.filter(({ outcome }) => isLive(outcome)).map(({ slug }) => slug));
  return { ...report, notices: drawNotices(course.exercises.filter(({ slug }) => published.has(slug))) };
}

function publish(course: CompiledCourse, now: Date): Promise<ImportReport> {
  return transaction(async (tx): Promise<ImportReport> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${importLock})`;
    const clashes = await findClashes(course, tx);
    if (clashes.length > 0) return { ok: false, course: course.slug, problems: clashes };

    const before = await framing(course.slug, tx);
    const courseId = await saveFrame(course, tx);
    const exercises = await importExercises(course.exercises, now, tx);
    const lessons = await importLessons(courseId, course.lessons, now, tx);
    const after = await framing(course.slug, tx);

    const republished = new Set(exercises.filter(({ outcome }) => isLive(outcome)).map(({ slug }) => slug));
    const holds = new Map(
      course.lessons.map(({ compiled: { head, segments } }) => [
        head.slug,
        segments.some((segment) => segment.exercises.some((slug) => republished.has(slug))),
      ]),
    );
    for (const { slug, outcome } of lessons) {
      const isSeenAnew = before !== after || isLive(outcome) || holds.get(slug) === true;
      if (isSeenAnew) await tx.$executeRaw`SELECT pg_notify('chainrule_published', ${slug})`;
    }
    return { ok: true, course: course.slug, lessons, exercises, notices: [] };
  });
}

function isLive(outcome: Imported["outcome"]): boolean {
  return outcome === "new" || outcome === "changed";
}

/** What every lesson shows of its course: names, order, levels. A change here changes all of them. */
async function framing(slug: string, tx: Work): Promise<string> {
  const course = await tx.course.findUnique({
    where: { slug },
    select: {
      title: true,
      lessons: { orderBy: { ordinal: "asc" }, select: { slug: true, publishedRevision: { select: { head: true } } } },
    },
  });
  const levels = await tx.level.findMany({ orderBy: { slug: "asc" } });
  return JSON.stringify([course, levels]);
}

/** Files whose address another course has already. */
async function findClashes(course: CompiledCourse, tx: Work): Promise<readonly ContentProblem[]> {
  const addresses = [
    ...course.lessons.map(({ file, compiled }) => ({ file, slug: compiled.head.slug })),
    ...course.exercises.map(({ file, slug }) => ({ file, slug })),
  ];
  const slugs = addresses.map(({ slug }) => slug);
  const elsewhere = { course: { slug: { not: course.slug } } };
  const taken = await tx.lesson.findMany({
    where: { slug: { in: slugs }, ...elsewhere },
    select: { slug: true, course: { select: { slug: true } } },
  });
  const placed = await tx.segmentExercise.findMany({
    where: { exercise: { slug: { in: slugs } }, segment: { revision: { lesson: elsewhere } } },
    select: {
      exercise: { select: { slug: true } },
      segment: { select: { revision: { select: { lesson: { select: { course: { select: { slug: true } } } } } } } },
    },
  });
  const owners = new Map([
    ...taken.map(({ slug, course: owner }) => [slug, owner.slug] as const),
    ...placed.map(({ exercise, segment }) => [exercise.slug, segment.revision.lesson.course.slug] as const),
  ]);
  return addresses.flatMap(({ file, slug }) => {
    const owner = owners.get(slug);
    if (owner === undefined) return [];
    return [contentProblem("duplicate-slug", { slug, file: `the course ${owner}` }, file, { line: 1, column: 1 })];
  });
}

/** The course's own row and its levels; answers the course's id. */
async function saveFrame({ slug, title, promise, levels }: CompiledCourse, tx: Work): Promise<string> {
  for (const [ordinal, { slug: level, name, description }] of levels.entries()) {
    const words = { name, description, ordinal };
    await tx.level.upsert({ where: { slug: level }, create: { slug: level, ...words }, update: words });
  }
  const { id } = await tx.course.upsert({
    where: { slug },
    create: { slug, title, promise },
    update: { title, promise },
    select: { id: true },
  });
  return id;
}
