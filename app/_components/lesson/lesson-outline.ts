import type { Block } from "#lib/content/lesson.ts";
import type { LessonView } from "#lib/content/open-lesson.ts";
import type { ExerciseView } from "#lib/progress/exercise-view.ts";
import type { PartProgress } from "#lib/progress/progress-view.ts";
import type { OutlineLine } from "../layout/course-outline.tsx";

/** Slugs of the exercises among these blocks, in order, wherever they stand. */
export function exercisesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "exercise":
        return [block.slug];
      case "list":
        return block.items.flatMap(exercisesIn);
      case "quote":
      case "note":
        return exercisesIn(block.blocks);
      default:
        return [];
    }
  });
}

/** Slugs of all exercises that this view of the lesson shows. */
export function openExercises(lesson: LessonView): readonly string[] {
  return lesson.segments.flatMap((segment) => (segment.access === "open" ? exercisesIn(segment.blocks) : []));
}

/**
 * The lines of the contents: each heading, closed parts included, with the exercises that follow it up to the next heading.
 * Without anybody's work the marks are left out: "0 of 3 solved" tells a visitor nothing.
 */
export function outlineLines(
  lesson: LessonView,
  exercises: ReadonlyMap<string, ExerciseView>,
  parts: readonly PartProgress[] = [],
): readonly OutlineLine[] {
  const isKnown = [...exercises.values()].some(({ work }) => work !== null);
  return lesson.segments.flatMap((segment) => {
    const under = segment.access === "open" ? exercisesByHeading(segment.blocks) : new Map<string, readonly string[]>();
    const state = parts.find(({ ordinal }) => ordinal === segment.ordinal)?.state ?? null;
    const lastHeading = segment.outline.headings.at(-1)?.id;
    return segment.outline.headings.map(({ id, depth, number, text }) => {
      const own = (under.get(id) ?? []).flatMap((slug) => exercises.get(slug) ?? []);
      return {
        id,
        depth,
        number,
        text,
        isOpen: segment.access === "open",
        part: id === lastHeading ? state : null,
        exercises: isKnown && own.length > 0 ? { solved: own.filter(isSolved).length, total: own.length } : null,
      };
    });
  });
}

export function isSolved({ blanks, work }: ExerciseView): boolean {
  return blanks.every(({ id }) => work?.solvedBlanks.includes(id));
}

function exercisesByHeading(blocks: readonly Block[]): Map<string, readonly string[]> {
  const under = new Map<string, readonly string[]>();
  let heading: string | null = null;
  for (const block of blocks) {
    if (block.kind === "heading") heading = block.id;
    else if (heading !== null) under.set(heading, [...(under.get(heading) ?? []), ...exercisesIn([block])]);
  }
  return under;
}
