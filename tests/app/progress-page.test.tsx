import { describe, expect, it } from "vitest";
import { ProgressPage } from "#app/_components/progress/progress-page.tsx";
import { activityByWeek } from "#lib/progress/activity.ts";
import type { ExerciseProgress, LessonPlace, ProgressView } from "#lib/progress/progress-view.ts";
import type { HistoryView } from "#lib/progress/select-history.ts";
import { skillsOf } from "#lib/progress/skills.ts";
import { typicalMistakes } from "#lib/progress/typical-mistakes.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const now = new Date("2026-11-25T10:00:00.000Z");

const solved: ExerciseProgress = {
  slug: "first",
  title: "The first gradient",
  blanks: 4,
  solvedBlanks: 4,
  score: 1,
  attemptsUsed: 3,
  solvedAt: "2026-11-24T10:00:00.000Z",
  lastAt: "2026-11-24T10:00:00.000Z",
  isOpen: true,
  isRequired: true,
  isWithheld: false,
  isLeft: false,
};
const begun: ExerciseProgress = {
  ...solved,
  slug: "second",
  title: "The second",
  solvedBlanks: 1,
  score: 0.255,
  attemptsUsed: 1,
  solvedAt: null,
  isLeft: true,
};
const closed: ExerciseProgress = {
  ...begun,
  slug: "third",
  title: "The third",
  solvedBlanks: 0,
  score: null,
  attemptsUsed: 0,
  lastAt: null,
  isOpen: false,
  isLeft: false,
};
const awaited: ExerciseProgress = { ...closed, title: "A test", isOpen: true, isWithheld: true, attemptsUsed: 2 };

const heading = (number: string) => ({ id: `s-${number}`, depth: 2 as const, number, text: `Section ${number}` });
const part = { isOpen: true, readAt: null, state: null, first: heading("1"), last: heading("3") };
const second: LessonPlace = { lesson: "by-hand", title: "The second", exercise: "second", heading: null };

const progress: ProgressView = {
  solved: 1,
  total: 3,
  awaited: 0,
  next: { ...second, exercise: "second", isBegun: false },
  nextToRead: null,
  last: null,
  lessons: [
    {
      slug: "by-hand",
      title: "By hand",
      number: 2,
      parts: [
        { ...part, ordinal: 0, state: "done" },
        { ...part, ordinal: 1, first: heading("4"), last: heading("4.2"), state: "read" },
        { ...part, ordinal: 2, first: heading("5"), last: heading("6"), isOpen: false },
      ],
      exercises: [solved, begun, closed],
    },
  ],
};

const minute = 60_000;
const tried = (skill: "chain-rule" | "depth", ...verdicts: boolean[]) =>
  verdicts.map((isRight, at) => ({ skill, isRight, triedAt: new Date(now.getTime() + at * minute) }));

const history: HistoryView = {
  skills: skillsOf([...tried("chain-rule", false, true, true, true), ...tried("depth", true, false)]),
  dueSkills: [],
  nextDue: null,
  weeks: activityByWeek([now, now], [], now),
  tries: 6,
  rightTries: 4,
  mistakes: typicalMistakes([
    { isRight: false, diagnosis: "error-sign" },
    { isRight: false, diagnosis: "error-sign+missing-weight" },
  ]),
};

const nothing: HistoryView = {
  skills: [],
  dueSkills: [],
  nextDue: null,
  weeks: activityByWeek([], [], now),
  tries: 0,
  rightTries: 0,
  mistakes: [],
};

type Kind = "visitor" | "guest" | "user";

const page = (change: Partial<ProgressView> = {}, kind: Kind = "user", known: Partial<HistoryView> = {}) =>
  render(<ProgressPage progress={{ ...progress, ...change }} history={{ ...history, ...known }} kind={kind} />);

describe("the progress page", () => {
  it.each(["visitor", "guest", "user"] as const)("is sound as a document for a %s", (kind) => {
    expect(faultsOf(page({}, kind))).toEqual([]);
    expect(faultsOf(page({}, kind, nothing))).toEqual([]);
  });

  it.each([
    [{ solved: 0, total: 0 }, "There are no exercises here yet."],
    [{ solved: 0, total: 3 }, "You have solved none of the 3 exercises yet."],
    [{ solved: 1, total: 3 }, "You have solved 1 of 3 exercises."],
    [{ solved: 3, total: 3 }, "You have solved all 3 exercises."],
    [{ solved: 1, total: 1 }, "You have solved the one exercise."],
    [{ solved: 0, total: 1 }, "You have not solved the one exercise yet."],
    [
      { solved: 1, total: 3, awaited: 1 },
      "You have solved 1 of 3 exercises. The result of 1 exercise is still to come.",
    ],
  ])("puts %o in a sentence first", (change, sentence) => {
    expect(textOf(findOne(page(change, "user", nothing), ".lede"))).toBe(sentence);
    expect(textOf(findOne(page(change), ".lede"))).toBe(`${sentence} You have mastered 1 skill.`);
  });

  it("has one button, for the next thing to do", () => {
    const button = findOne(page(), ".button");
    expect(textOf(button)).toBe("Begin: The second");
    expect(button.attributes.href).toBe("/lessons/by-hand#exercise-second");
    const goOn = page({ solved: 0, next: { ...second, exercise: "second", isBegun: true } }, "user", nothing);
    expect(textOf(findOne(goOn, ".button"))).toBe("Go on: The second");
    expect(textOf(findOne(goOn, ".lede"))).toBe("You have begun, and solved none of the 3 exercises yet.");
  });

  it("offers what is due where no exercise is left, then what was not read, then nothing", () => {
    const nextToRead = { lesson: "why", title: "Section 4", exercise: null, heading: "s-4" };
    const due = findOne(page({ next: null, nextToRead }, "user", { dueSkills: ["Depth", "Chain rule"] }), ".button");
    expect([textOf(due), due.attributes.href]).toEqual(["Review 2 skills", "/review"]);
    const read = findOne(page({ next: null, nextToRead }), ".button");
    expect([textOf(read), read.attributes.href]).toEqual(["Read: Section 4", "/lessons/why#s-4"]);
    expect(find(page({ next: null }), ".button")).toEqual([]);
  });

  it("leads back to where the reader was last, unless the button does", () => {
    const last = { lesson: "why", title: "Section 4", exercise: null, heading: "s-4" };
    const links = findOne(page({ last }), ".progress-links");
    expect(textOf(links)).toBe("You were last at Section 4.");
    const inLesson = page({ last: { ...last, lesson: "by-hand" } });
    expect(textOf(findOne(inLesson, ".progress-links"))).toBe("You were last at Section 4, in By hand.");
    expect(findOne(links, "a").attributes.href).toBe("/lessons/why#s-4");
    expect(find(page({ last: second }), ".progress-links")).toEqual([]);
  });

  it("says what is due for review, or when the next is", () => {
    const links = (known: Partial<HistoryView>) => textOf(findOne(page({}, "user", known), ".progress-links"));
    expect(links({ dueSkills: ["Depth", "Chain rule"] })).toBe("Due for review: Depth and Chain rule.");
    expect(links({ nextDue: new Date("2026-12-03T10:00:00Z") })).toBe("Nothing is due for review before 3 December.");
  });
});

describe("the skills", () => {
  it("stand each with its state and its numbers in words, the last three tries included", () => {
    expect(find(findOne(page(), ".skill-multiples"), "li").map(textOf)).toEqual([
      "Chain rule mastered 3 of 4 first tries right; the last: right, right, right again from 26 November",
      "Depth to practise 1 of 2 first tries right; the last: right, wrong again from 26 November",
    ]);
  });

  it("have a finding, a table and the rule", () => {
    const text = textOf(page());
    expect(text).toContain("1 of 2 skills practised is mastered; Depth needs practice most.");
    expect(text).toContain("a skill is mastered when the last three first tries were right");
    expect(textOf(page())).toContain("Chain rule mastered 3 of 4 right, right, right 26 November");
  });

  it("say what to do where none was tried", () => {
    const empty = page({}, "user", nothing);
    expect(textOf(empty)).toContain("No skill is practised yet.");
    expect(textOf(empty)).toContain("Begin with The second.");
    expect(find(empty, ".skill-multiples")).toEqual([]);
  });
});

describe("the lessons", () => {
  const rows = (exercises: readonly ExerciseProgress[]) => {
    const lesson = { slug: "by-hand", title: "By hand", number: 2, parts: [], exercises };
    return find(findOne(findOne(page({ lessons: [lesson] }), ".lesson-done"), "tbody"), "tr").map(textOf);
  };

  it("list each exercise with blanks, score and attempts, and no score for what was never judged", () => {
    expect(rows([solved, begun, closed])).toEqual([
      "The first gradient 4 of 4, solved 100 % 3",
      "The second 1 of 4 26 % 1",
      "The third (for members) 0 of 4 – –",
    ]);
    expect(rows([{ ...solved, isRequired: false }])).toEqual(["The first gradient (optional) 4 of 4, solved 100 % 3"]);
  });

  it("tell of a withheld result only how often it was handed in", () => {
    expect(rows([awaited])).toEqual(["A test to come to come 2"]);
  });

  it("say of each part whether it is done, read, not read or closed, and by which rule", () => {
    expect(find(findOne(page(), ".lesson-parts"), "li").map(textOf)).toEqual([
      "Sections 1 to 3: done",
      "Section 4: read",
      "Sections 5 to 6: for members",
    ]);
    expect(textOf(page())).toContain("a part of a lesson is done when its required exercises are solved");
    expect(textOf(page())).toContain("reading alone makes nothing done");
  });

  it("link what is open, and not what is closed", () => {
    const links = find(findOne(findOne(page(), ".lesson-done"), "tbody"), "a").map(({ attributes }) => attributes.href);
    expect(links).toEqual(["/lessons/by-hand#exercise-first", "/lessons/by-hand#exercise-second"]);
  });
});

describe("what happened so far", () => {
  it("is told without scripts: a sentence and a table for each chart", () => {
    const figures = find(page(), ".chart-figure");
    expect(figures.map((figure) => textOf(findOne(figure, ".chart-finding")))).toEqual([
      "You have handed in 2 answers in the last 12 weeks, all of them this week.",
      "You have handed in 2 exercises, 4 times in all; The first gradient took the most.",
      "Of 2 first tries that went wrong, 2 had this reason: the sign is turned.",
    ]);
    for (const figure of figures) expect(find(findOne(figure, "tbody"), "tr").length).toBeGreaterThan(0);
    expect(textOf(figures[0] ?? page())).toContain("23 November 2 0");
  });

  it("names the rule to look at beside each mistake", () => {
    expect(find(findOne(page(), ".mistake-rules"), "div").map(textOf)).toEqual([
      "The sign is turned. Differentiate the loss once more: which of the two is subtracted from which?",
      "A weight is missing. From a pre-activation back to the activation before it, the chain picks up ∂z/∂y.",
    ]);
  });

  it("is left out where there is nothing", () => {
    const fresh = { lessons: [{ ...progress.lessons[0], exercises: [closed] }] } as Partial<ProgressView>;
    expect(find(page(fresh, "user", nothing), ".chart-figure")).toEqual([]);
  });
});

it("tells a guest how to keep their work, a visitor how it starts, a user neither", () => {
  expect(textOf(page({}, "guest"))).toContain("This browser keeps your work for you.");
  expect(textOf(page({}, "visitor"))).toContain("Your first answer starts it, with or without an account.");
  expect(textOf(page({}, "user"))).not.toMatch(/Make an account|[Ss]ign in/);
});
