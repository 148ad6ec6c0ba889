import { describe, expect, it } from "vitest";
import { exercisesIn, isSolved, openExercises, outlineLines } from "#app/_components/lesson/lesson-outline.ts";
import type { Block } from "#lib/content/lesson.ts";
import type { ExerciseView } from "#lib/progress/exercise-view.ts";
import { exercise, lesson, work } from "./sample-views.ts";

const sheet = (slug: string): Block => ({ kind: "exercise", id: `e-${slug}`, slug });
const note = (...blocks: Block[]): Block => ({ kind: "note", id: "n", title: null, blocks });
const quote = (...blocks: Block[]): Block => ({ kind: "quote", id: "q", blocks });
const list = (...items: Block[][]): Block => ({ kind: "list", id: "l", ordered: false, items });

const views = (view: ExerciseView) => new Map([[view.slug, view]]);
const solvedAll = { ...work, solvedBlanks: exercise.blanks.map(({ id }) => id) };

describe("the exercises of a lesson", () => {
  it("are found in their order, also inside notes, quotes and lists", () => {
    const blocks = [sheet("a"), note(sheet("b"), quote(sheet("c"))), list([sheet("d")], [note(sheet("e"))])];
    expect(exercisesIn(blocks)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("are those of open parts alone", () => {
    expect(openExercises(lesson)).toEqual(["first-gradient"]);
    expect(openExercises({ ...lesson, segments: lesson.segments.slice(1) })).toEqual([]);
  });

  it("count as solved when each blank is, in whatever submission", () => {
    expect(isSolved(exercise)).toBe(false);
    expect(isSolved({ ...exercise, work })).toBe(false);
    expect(isSolved({ ...exercise, work: solvedAll })).toBe(true);
  });
});

describe("the lines of the contents", () => {
  it("name every heading, of closed parts too, and say which are open", () => {
    expect(outlineLines(lesson, views(exercise)).map(({ number, isOpen }) => [number, isOpen])).toEqual([
      ["1", true],
      ["1.1", true],
      ["2", false],
      ["2.1", false],
      ["3", false],
      ["4", false],
    ]);
  });

  it("carry no marks for somebody of whom no work is known", () => {
    expect(outlineLines(lesson, views(exercise)).map(({ exercises }) => exercises)).toEqual(Array(6).fill(null));
  });

  it("carry how far a part is on its last line", () => {
    const part = { ordinal: 0, first: null, last: null, isOpen: true, readAt: null, state: "done" as const };
    const marked = outlineLines(lesson, views(exercise), [part]).flatMap(({ id, part }) =>
      part === null ? [] : [[id, part]],
    );
    expect(marked).toEqual([["where-it-shows", "done"]]);
  });

  it("put an exercise under the heading that it follows", () => {
    const marks = (view: ExerciseView) =>
      outlineLines(lesson, views(view)).flatMap(({ id, exercises }) => (exercises === null ? [] : [[id, exercises]]));
    expect(marks({ ...exercise, work })).toEqual([["where-it-shows", { solved: 0, total: 1 }]]);
    expect(marks({ ...exercise, work: solvedAll })).toEqual([["where-it-shows", { solved: 1, total: 1 }]]);
  });
});
