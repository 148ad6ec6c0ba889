import { describe, expect, it } from "vitest";
import { CourseOutline } from "#app/_components/layout/course-outline.tsx";
import { Gate } from "#app/_components/lesson/gate.tsx";
import { LessonEnd } from "#app/_components/lesson/lesson-end.tsx";
import { LessonPage } from "#app/_components/lesson/lesson-page.tsx";
import { References } from "#app/_components/lesson/references.tsx";
import { Steps } from "#app/_components/lesson/steps.tsx";
import type { LessonView, SegmentView } from "#lib/content/open-lesson.ts";
import type { ExerciseView } from "#lib/progress/exercise-view.ts";
import type { PartProgress } from "#lib/progress/progress-view.ts";
import { faultsOf } from "./page-faults.ts";
import { classesOf, elementsIn, find, findOne, type PageElement, textOf } from "./read-html.ts";
import { render } from "./render.ts";
import { blocks, exercise, lesson, work } from "./sample-views.ts";

type Closed = Extract<SegmentView, { access: "closed" }>;

const [, closedSegment] = lesson.segments;
if (closedSegment?.access !== "closed") throw new Error("the sample's second part is closed");
const closed: Closed = closedSegment;

const graded: ExerciseView = { ...exercise, work };
const byId = (page: PageElement, id: string) => elementsIn(page).find(({ attributes }) => attributes.id === id);

interface Shown {
  readonly lesson?: LessonView;
  readonly exercise?: ExerciseView;
  readonly email?: string | null;
  readonly parts?: readonly PartProgress[];
}

function page({
  lesson: shown = lesson,
  exercise: sheet = exercise,
  email = null,
  parts = [],
}: Shown = {}): PageElement {
  return render(
    <LessonPage
      lesson={shown}
      exercises={new Map([[sheet.slug, sheet]])}
      email={email}
      submit={async (state) => state}
      parts={parts}
      markRead={async () => undefined}
    />,
  );
}

describe("a lesson", () => {
  it.each([
    ["untouched", {}],
    ["graded", { exercise: graded }],
    ["closed to someone signed in", { email: "ada@example.org" }],
  ] satisfies [string, Shown][])("is sound as a document: %s", (_, shown) => {
    expect(faultsOf(page(shown))).toEqual([]);
  });

  it("says what it is, promises, takes and asks to know before", () => {
    const header = findOne(page(), ".lesson-header");
    expect(textOf(findOne(header, "h1"))).toBe(lesson.head.title);
    expect(textOf(findOne(header, ".eyebrow"))).toBe("Vanishing gradients · Lesson 2");
    expect(textOf(header)).toContain(lesson.head.promise);
    expect(find(header, "dd").map(textOf)).toEqual([
      "14 minutes of reading, 3 exercises",
      "the derivative of a product",
      "what a weight is",
    ]);
  });

  it("counts one of a thing as one", () => {
    const [open] = lesson.segments;
    if (open?.access !== "open") throw new Error("the sample's first part is open");
    const short = { ...lesson, head: { ...lesson.head, minutes: 1 }, segments: [open] };
    expect(find(page({ lesson: short }), "dd").map(textOf)[0]).toBe("1 minute of reading, 1 exercise");
  });

  it("holds its text and its numbers without scripts", () => {
    const text = textOf(findOne(page(), ".lesson-text"));
    expect(text).toContain("The network gives y3 = 0.5717 where 0.8 was asked, so its loss is 0.0261.");
    expect(text).toContain("The error signals vanish.");
    expect(text).toContain("const slope = sigmoid(z) * sigmoid(-z);");
    expect(text).toContain("2 0.2440 −0.004247");
  });

  it("shows an engine's number as a value: exact for programs, rounded and in its layer's colour for people", () => {
    const [output] = find(page(), "data");
    expect(output?.attributes).toMatchObject({ value: "0.5716515653055908", title: "y3 = 0.5717" });
    expect(classesOf(output ?? page())).toEqual(["value", "layer-3"]);
  });

  it("numbers its headings, in words that a screen reader keeps apart", () => {
    expect(find(page(), "h2").map(textOf)).toContain("1 The last weight");
    expect(find(page(), "h3").map(textOf)).toContain("1.1 Where it shows");
  });

  it("draws every kind of block under its own id", () => {
    const shown = page();
    const ids = blocks.filter(({ kind }) => kind !== "exercise").map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(12);
    expect(ids.filter((id) => byId(shown, id) === undefined)).toEqual([]);
    expect(byId(shown, "exercise-first-gradient")).toBeDefined();
  });

  it("names each box that scrolls, and lets the keyboard reach it", () => {
    for (const box of find(page({ exercise: graded }), ".scrolls")) {
      expect(box.attributes).toMatchObject({ role: "group", tabindex: "0" });
      expect(box.attributes["aria-label"]).toMatch(/\S/);
    }
  });

  it("leaves out an exercise that it was not handed", () => {
    const bare = { lesson, exercises: new Map(), email: null, parts: [], submit: async <S,>(state: S) => state };
    const shown = render(<LessonPage {...bare} markRead={async () => undefined} />);
    expect(find(shown, ".sheet")).toEqual([]);
  });

  it("watches the end of each open part that was not read, and of none for a visitor", () => {
    const part: PartProgress = { ordinal: 0, first: null, last: null, isOpen: true, readAt: null, state: null };
    const gated = { ...part, ordinal: 1, isOpen: false };
    expect(find(page({ parts: [part, gated] }), ".segment-end")).toHaveLength(1);
    expect(find(page({ parts: [{ ...part, readAt: "2026-11-24T10:00:00.000Z" }, gated] }), ".segment-end")).toEqual([]);
    expect(find(page(), ".segment-end")).toEqual([]);
  });
});

describe("a gate", () => {
  const gate = (segment: Closed = closed, email: string | null = null) =>
    render(<Gate segment={segment} lesson="/lessons/by-hand" email={email} />);
  const signedIn = { ...closed.decision, signedIn: true } as const;

  it("says which level, what follows and how much of it", () => {
    const shown = gate();
    expect(textOf(findOne(shown, "h2"))).toBe("This part needs the level Member");
    expect(textOf(shown)).toContain("What follows here, about 8 minutes of reading and 2 exercises:");
    expect(find(shown, "li").map(textOf)).toEqual([
      "2 The second weight",
      "2.1 What the second layer multiplies",
      "3 The first weight",
      "4 One step of learning",
    ]);
    expect(textOf(shown)).toContain("Member. Opens every part of this course. How to get it");
    expect(find(shown, "a").map(({ attributes }) => attributes.href)).toContain("/levels#member");
  });

  it("stands where the contents point for each of its headings", () => {
    const shown = page();
    for (const { id } of closed.outline.headings) {
      const place = byId(shown, id);
      expect(place && find(findOne(shown, ".gate"), place.tag)).toContain(place);
    }
  });

  it("offers to sign in and to make an account, with the way back to this place", () => {
    const ways = find(gate(), "a").map(({ attributes }) => attributes.href);
    expect(ways).toContain("/signin?to=%2Flessons%2Fby-hand%23the-second-weight");
    expect(ways).toContain("/signup?to=%2Flessons%2Fby-hand%23the-second-weight");
    expect(textOf(findOne(gate(), ".gate-reason"))).toMatch(/^You are not signed in\./);
  });

  it("tells someone signed in as whom, and offers them no sign-in", () => {
    const shown = gate({ ...closed, decision: signedIn }, "ada@example.org");
    expect(textOf(findOne(shown, ".gate-reason"))).toBe(
      "You are signed in as ada@example.org, and this account does not hold this level now. What you have solved stays yours.",
    );
    expect(find(shown, ".gate-actions")).toEqual([]);
  });

  it("says when a level ended, by the day in UTC", () => {
    const lapsed = [{ level: "member", endedAt: new Date("2026-11-03T23:30:00Z") }];
    const shown = gate({ ...closed, decision: { ...signedIn, lapsed } }, "ada@example.org");
    expect(textOf(shown)).toContain("Your level Member ended on 3 November 2026 (UTC).");
  });

  it.each([
    [["Member"], "Member"],
    [["Member", "Pro"], "Member or Pro"],
    [["Member", "Pro", "Team"], "Member, Pro or Team"],
  ])("names the levels %j as %s", (names, words) => {
    const levels = names.map((name) => ({ slug: name.toLowerCase(), name, description: "Opens it." }));
    expect(textOf(findOne(gate({ ...closed, levels }), "h2"))).toBe(`This part needs the level ${words}`);
  });

  it("speaks of any of several levels, of no exercises, and of one minute", () => {
    const levels = ["Member", "Pro"].map((name) => ({ slug: name.toLowerCase(), name, description: "" }));
    const outline = { ...closed.outline, exercises: 0, minutes: 1 };
    const shown = textOf(gate({ ...closed, levels, outline, decision: signedIn }, "ada@example.org"));
    expect(shown).toContain("does not hold any of these levels now");
    expect(shown).toContain("What follows here, about 1 minute of reading:");
  });

  it("takes nothing into the page but the outline and the levels, even if it is handed a body", () => {
    const marker = "what-nobody-may-read";
    const body = [{ kind: "paragraph", id: marker, inlines: [{ kind: "text", text: marker }] }];
    const shown = page({ lesson: { ...lesson, segments: [{ ...closed, blocks: body } as Closed] } });
    expect(JSON.stringify(shown)).not.toContain(marker);
  });
});

describe("a derivation", () => {
  it("sets each line with its rule beside it, and says the line aloud", () => {
    const [block] = blocks.filter((each) => each.kind === "steps");
    if (block === undefined) throw new Error("the sample has a derivation");
    const shown = render(<Steps id={block.id} title={block.title} steps={block.steps} />);
    expect(textOf(findOne(shown, "figcaption"))).toBe("From the loss to the last weight");
    expect(find(shown, ".step-rule").map(textOf)).toEqual(block.steps.map(({ rule }) => rule));
    expect(find(shown, ".step-formula")[1]?.attributes["aria-label"]).toBe(
      "Line 2: the derivative of y3 by z3 is y3 times one minus y3",
    );
    expect(find(shown, "math").length).toBe(4);
  });
});

describe("references", () => {
  it("stand where a citation points, with the address written short", () => {
    const shown = page();
    const [citation] = find(shown, "a").filter((link) => textOf(link) === "Hochreiter 1991");
    const target = byId(shown, citation?.attributes.href?.slice(1) ?? "");
    expect(target && textOf(target)).toBe(
      "Sepp Hochreiter, Untersuchungen zu dynamischen neuronalen Netzen, diploma thesis, TU München, 1991. people.idsia.ch/~juergen/SeppHochreiter1991ThesisAdvisorSchmidhuber.pdf",
    );
  });

  it("link nothing where there is no address, and are left out where nothing is cited", () => {
    const [reference] = lesson.head.references;
    if (reference === undefined) throw new Error("the sample cites something");
    expect(find(render(<References references={[{ ...reference, href: null }]} />), "a")).toEqual([]);
    expect(render(<References references={[]} />).children).toEqual([]);
  });
});

describe("the end of a lesson", () => {
  const end = (shown: LessonView, ...sheets: ExerciseView[]) =>
    render(<LessonEnd lesson={shown} exercises={new Map(sheets.map((sheet) => [sheet.slug, sheet]))} />);
  const allOpen = { ...lesson, segments: lesson.segments.slice(0, 1) };
  const solved = { ...exercise, work: { ...work, solvedBlanks: exercise.blanks.map(({ id }) => id) } };

  it("sums up, and leads on", () => {
    const shown = end({ ...lesson, next: { slug: "cures", title: "What helps" } }, exercise);
    expect(find(findOne(shown, "ol"), "li").map(textOf)).toEqual(lesson.head.summary);
    expect(findOne(shown, "nav").children.length).toBe(2);
    expect(find(shown, "a").find(({ attributes }) => attributes.rel === "next")?.attributes.href).toBe(
      "/lessons/cures",
    );
    expect(find(shown, "a").find(({ attributes }) => attributes.rel === "prev")?.attributes.href).toBe("/lessons/why");
  });

  it("names the exercises that are left, and speaks of the open part where there is a closed one", () => {
    const second = { ...exercise, slug: "second", title: "The second" };
    expect(textOf(end(allOpen, exercise))).toContain(
      "One exercise of this lesson is left: The gradient of the last weight.",
    );
    expect(textOf(end(lesson, exercise, second))).toContain(
      "2 exercises of the open part are left: The gradient of the last weight, The second.",
    );
    expect(textOf(end(lesson, solved))).not.toContain("left");
  });

  it("has no empty part for a lesson without summary, sources or neighbours", () => {
    const bare = { ...allOpen, previous: null, head: { ...lesson.head, summary: [], references: [] } };
    expect(find(end(bare, solved), "section")).toEqual([]);
    expect(find(end(bare, solved), "a")).toEqual([]);
    expect(find(end(bare, solved), "nav")).toEqual([]);
  });
});

describe("the contents of a lesson", () => {
  const line = {
    id: "a",
    depth: 2,
    number: "1",
    text: "A section",
    isOpen: true,
    part: null,
    exercises: null,
  } as const;
  const outline = (change: Partial<Parameters<typeof CourseOutline>[0]["lines"][number]>) =>
    textOf(findOne(render(<CourseOutline lines={[{ ...line, ...change }]} />), "a"));

  it("link each section, and mark in words what is closed and what is solved", () => {
    expect(outline({})).toBe("1 A section");
    expect(outline({ isOpen: false })).toBe("1 A section (for members)");
    expect(outline({ exercises: { solved: 1, total: 2 } })).toBe("1 A section 1 of 2 solved");
    expect(outline({ exercises: { solved: 2, total: 2 } })).toBe("1 A section solved");
  });

  it("say in words where a part was read and where it is done, with marks that differ", () => {
    const marked = (part: "read" | "done") =>
      render(<CourseOutline lines={[line, { ...line, id: "b", part }, { ...line, id: "c", isOpen: false }]} />);
    expect(textOf(findOne(marked("read"), ".contents-part"))).toBe("Up to here: read");
    expect(textOf(findOne(marked("done"), ".contents-part"))).toBe("Up to here: done");
    const [read, done] = [marked("read"), marked("done")].map((page) => findOne(page, "path").attributes.d);
    expect(read).not.toBe(done);
    const whole = render(<CourseOutline lines={[line, { ...line, id: "b", part: "read" }]} />);
    expect(textOf(findOne(whole, ".contents-part"))).toBe("This lesson: read");
  });
});
