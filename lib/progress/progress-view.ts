import type { HeadingView } from "#lib/content/lesson.ts";

export interface ExerciseProgress {
  readonly slug: string;
  readonly title: string;
  /** How many blanks it has, and how many of them are solved: none as far as is told, while the result is withheld. */
  readonly blanks: number;
  readonly solvedBlanks: number;
  /** 0 to 1: the best or the last, as the author counts; null where nothing was judged, and while it is withheld. */
  readonly score: number | null;
  /** Submissions that were judged, over all variants. */
  readonly attemptsUsed: number;
  /** ISO 8601, UTC. */
  readonly solvedAt: string | null;
  /** When it was last worked on, sent or not; ISO 8601, UTC. */
  readonly lastAt: string | null;
  /** May whoever asks read it here. */
  readonly isOpen: boolean;
  readonly isRequired: boolean;
  /** The author does not tell yet what was right. */
  readonly isWithheld: boolean;
  /** It can be worked on now, and is not solved. */
  readonly isLeft: boolean;
}

/** `done`: its required exercises are solved. `read`: the reader came to its end, which solves nothing. */
export type PartState = "done" | "read" | null;

/** A segment of a lesson: pages call it a part. */
export interface PartProgress {
  readonly ordinal: number;
  /** Its first and last headings; null where it has none. */
  readonly first: HeadingView | null;
  readonly last: HeadingView | null;
  readonly isOpen: boolean;
  /** ISO 8601, UTC. */
  readonly readAt: string | null;
  readonly state: PartState;
}

export interface LessonProgress {
  readonly slug: string;
  readonly title: string;
  readonly number: number;
  readonly parts: readonly PartProgress[];
  readonly exercises: readonly ExerciseProgress[];
}

/** A place in a lesson: an exercise, or a section. */
export interface LessonPlace {
  readonly lesson: string;
  /** Of the exercise or of the section; of the lesson where the section has no heading. */
  readonly title: string;
  /** Slug of the exercise; null where it is a section. */
  readonly exercise: string | null;
  /** Id of the section's heading; null where it is an exercise, or the lesson as a whole. */
  readonly heading: string | null;
}

export interface ProgressView {
  /** Exercises, each counted once wherever it stands. */
  readonly solved: number;
  readonly total: number;
  /** Those whose result is withheld. */
  readonly awaited: number;
  /** The first exercise left that is begun, else the first not begun. */
  readonly next: (LessonPlace & { readonly exercise: string; readonly isBegun: boolean }) | null;
  /** The first open part that was not read yet. */
  readonly nextToRead: LessonPlace | null;
  /** Where the reader was last: the end of a part, or an exercise. */
  readonly last: LessonPlace | null;
  readonly lessons: readonly LessonProgress[];
}

/** Done by evidence alone: of a segment without required exercises it can only be said that it was read. */
export function partState(exercises: readonly ExerciseProgress[], readAt: string | null): PartState {
  const required = exercises.filter(({ isRequired }) => isRequired);
  if (required.length > 0 && required.every(({ solvedAt }) => solvedAt !== null)) return "done";
  return readAt === null ? null : "read";
}

/** A lesson is done when every part that asks for something is, and every other part was read. */
export function lessonState({ parts, exercises }: LessonProgress): PartState {
  if (parts.length === 0 || parts.some(({ state }) => state === null)) return null;
  const required = exercises.filter(({ isRequired }) => isRequired);
  return required.length > 0 && required.every(({ solvedAt }) => solvedAt !== null) ? "done" : "read";
}

export function summariseProgress(lessons: readonly LessonProgress[]): ProgressView {
  const places = lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ lesson: lesson.slug, exercise })));
  const all = [...new Map(places.map(({ exercise }) => [exercise.slug, exercise])).values()];
  const left = places.filter(({ exercise }) => exercise.isLeft);
  const next = left.find(({ exercise }) => exercise.lastAt !== null) ?? left[0];
  return {
    solved: all.filter(({ solvedAt }) => solvedAt !== null).length,
    total: all.length,
    awaited: all.filter(({ isWithheld, attemptsUsed }) => isWithheld && attemptsUsed > 0).length,
    next:
      next === undefined
        ? null
        : { ...exercisePlace(next.lesson, next.exercise), isBegun: next.exercise.lastAt !== null },
    nextToRead: nextToRead(lessons),
    last: lastPlace(lessons),
    lessons,
  };
}

function nextToRead(lessons: readonly LessonProgress[]): LessonPlace | null {
  for (const lesson of lessons) {
    const part = lesson.parts.find(({ isOpen, readAt }) => isOpen && readAt === null);
    if (part !== undefined) return sectionPlace(lesson, part.first);
  }
  return null;
}

/** What is closed to the reader by now is no place to go back to. */
function lastPlace(lessons: readonly LessonProgress[]): LessonPlace | null {
  const visited = lessons.flatMap((lesson) => [
    ...lesson.parts.map((part) => ({ ...part, at: part.readAt, place: () => sectionPlace(lesson, part.last) })),
    ...lesson.exercises.map((own) => ({ ...own, at: own.lastAt, place: () => exercisePlace(lesson.slug, own) })),
  ]);
  let last: (typeof visited)[number] | null = null;
  for (const each of visited) {
    if (each.isOpen && each.at !== null && each.at > (last?.at ?? "")) last = each;
  }
  return last?.place() ?? null;
}

function sectionPlace({ slug, title }: LessonProgress, heading: HeadingView | null): LessonPlace {
  return { lesson: slug, title: heading?.text ?? title, exercise: null, heading: heading?.id ?? null };
}

function exercisePlace(lesson: string, { slug, title }: ExerciseProgress) {
  return { lesson, title, exercise: slug, heading: null };
}
