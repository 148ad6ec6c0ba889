import { describe, expect, it } from "vitest";
import { ProgressPage } from "#app/_components/lesson/progress-page.tsx";
import type { ExerciseProgress, ProgressView } from "#lib/progress/queries.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const solved: ExerciseProgress = {
  slug: "first",
  title: "The first gradient",
  blanks: 4,
  solvedBlanks: 4,
  bestScore: 1,
  solvedAt: "2026-11-24T10:00:00.000Z",
  isOpen: true,
};
const begun: ExerciseProgress = {
  ...solved,
  slug: "second",
  title: "The second",
  solvedBlanks: 1,
  bestScore: 0.255,
  solvedAt: null,
};
const closed: ExerciseProgress = {
  ...begun,
  slug: "third",
  title: "The third",
  solvedBlanks: 0,
  bestScore: 0,
  isOpen: false,
};

const progress: ProgressView = {
  solved: 1,
  total: 3,
  next: { lesson: "by-hand", title: "The second", exercise: "second", isBegun: false },
  lessons: [
    { slug: "by-hand", title: "By hand", number: 2, exercises: [solved, begun, closed] },
    { slug: "nothing", title: "Nothing to solve", number: 3, exercises: [] },
  ],
};

const page = (change: Partial<ProgressView> = {}, kind: "visitor" | "guest" | "user" = "user") =>
  render(<ProgressPage progress={{ ...progress, ...change }} kind={kind} />);

describe("the progress page", () => {
  it.each(["visitor", "guest", "user"] as const)("is sound as a document for a %s", (kind) => {
    expect(faultsOf(page({}, kind))).toEqual([]);
  });

  it.each([
    [{ solved: 0, total: 0 }, "There are no exercises here yet."],
    [{ solved: 0, total: 3 }, "You have solved none of the 3 exercises yet."],
    [{ solved: 1, total: 3 }, "You have solved 1 of 3 exercises."],
    [{ solved: 3, total: 3 }, "You have solved all 3 exercises."],
    [{ solved: 1, total: 1 }, "You have solved the one exercise."],
    [{ solved: 0, total: 1 }, "You have not solved the one exercise yet."],
  ])("puts %o in a sentence first", (change, sentence) => {
    expect(textOf(findOne(page(change), ".lede"))).toBe(sentence);
  });

  it("has one button, for the next thing to do", () => {
    const button = findOne(page(), ".button");
    expect(textOf(button)).toBe("Begin: The second");
    expect(button.attributes.href).toBe("/lessons/by-hand#exercise-second");
    const begun = page({
      solved: 0,
      total: 3,
      next: { lesson: "by-hand", title: "The second", exercise: "second", isBegun: true },
    });
    expect(textOf(findOne(begun, ".button"))).toBe("Go on: The second");
    expect(textOf(findOne(begun, ".lede"))).toBe("You have begun, and solved none of the 3 exercises yet.");
    expect(find(page({ next: null }), ".button")).toEqual([]);
  });

  it("lists each exercise with blanks and best score, and no score for what was never tried", () => {
    expect(find(findOne(page(), "tbody"), "tr").map(textOf)).toEqual([
      "The first gradient 4 of 4, solved 100 %",
      "The second 1 of 4 26 %",
      "The third (for members) 0 of 4 –",
    ]);
  });

  it("links what is open, and not what is closed", () => {
    const links = find(findOne(page(), "tbody"), "a").map(({ attributes }) => attributes.href);
    expect(links).toEqual(["/lessons/by-hand#exercise-first", "/lessons/by-hand#exercise-second"]);
  });

  it("leaves out a lesson without exercises", () => {
    expect(textOf(page())).not.toContain("Nothing to solve");
  });

  it("tells a guest how to keep their work, a visitor how it starts, a user neither", () => {
    expect(textOf(page({}, "guest"))).toContain("This browser keeps your work for you.");
    expect(textOf(page({}, "visitor"))).toContain("Your first answer starts it, with or without an account.");
    expect(textOf(page({}, "user"))).not.toMatch(/Make an account|[Ss]ign in/);
  });
});
