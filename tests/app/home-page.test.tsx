import { describe, expect, it } from "vitest";
import { chain } from "#app/_components/lab/chain-gradients.ts";
import { DepthSlider } from "#app/_components/lab/depth-slider.tsx";
import { GradientChart } from "#app/_components/lab/gradient-chart.tsx";
import { CourseContents } from "#app/_components/lesson/course-contents.tsx";
import { HomePage } from "#app/_components/lesson/home-page.tsx";
import type { CourseView, LessonCard } from "#lib/content/queries.ts";
import type { ExerciseProgress, LessonProgress, ProgressView } from "#lib/progress/progress-view.ts";
import { faultsOf, nameOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const heading = (number: string) => ({ id: `s-${number}`, depth: 2 as const, number, text: `Section ${number}` });
const segment = (levels: readonly string[], ...numbers: string[]) => ({
  levels,
  outline: { headings: numbers.map(heading), exercises: 0, minutes: 1 },
});

const free: LessonCard = {
  slug: "why",
  number: 1,
  title: "Why gradients vanish",
  promise: "You see it happen.",
  minutes: 1,
  segments: [segment([], "1", "2")],
  exercises: [],
};

const half: LessonCard = {
  slug: "by-hand",
  number: 2,
  title: "By hand",
  promise: "You work it out.",
  minutes: 17,
  segments: [segment([], "1", "2"), segment(["member"], "3", "4")],
  exercises: [
    { slug: "first", title: "The first gradient" },
    { slug: "second", title: "The second gradient" },
  ],
};

const course: CourseView = {
  slug: "vanishing-gradients",
  title: "Vanishing gradients",
  promise: "See why deep networks stop learning.",
  lessons: [free, half],
};

const own = (slug: string, solvedBlanks: number): ExerciseProgress => ({
  slug,
  title: slug,
  blanks: 4,
  solvedBlanks,
  score: solvedBlanks / 4,
  attemptsUsed: solvedBlanks,
  solvedAt: solvedBlanks === 4 ? "2026-11-24T10:00:00.000Z" : null,
  lastAt: null,
  isOpen: true,
  isRequired: true,
  isWithheld: false,
  isLeft: solvedBlanks < 4,
});

const lessonOf = (...exercises: ExerciseProgress[]): LessonProgress => ({
  slug: "by-hand",
  title: "By hand",
  number: 2,
  parts: [],
  exercises,
});

const second = { lesson: "by-hand", title: "The second gradient", exercise: "second", heading: null };

const progress: ProgressView = {
  solved: 1,
  total: 2,
  awaited: 0,
  next: { ...second, isBegun: false },
  nextToRead: null,
  last: null,
  lessons: [lessonOf(own("first", 4), own("second", 1))],
};

const facts = (lesson: LessonCard, known: ProgressView | null = null) =>
  textOf(
    findOne(render(<CourseContents course={{ ...course, lessons: [lesson] }} progress={known} />), ".course-facts"),
  );

describe("the home page", () => {
  const home = (known: ProgressView | null = null, courses: readonly CourseView[] = [course]) =>
    render(<HomePage courses={courses} progress={known} depth={12} />);

  it("is sound as a document", () => {
    expect(faultsOf(home())).toEqual([]);
    expect(faultsOf(home(progress))).toEqual([]);
  });

  it("promises, shows the figure with its finding, then lists the lessons", () => {
    const text = textOf(home());
    const order = [
      course.promise,
      "At depth 12 the first layer learns 11,000,000 times",
      "Contents",
      free.title,
      half.title,
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("says where somebody stands and what is next, and nothing of it to a stranger", () => {
    expect(textOf(findOne(home(progress), ".where-you-are"))).toBe(
      "You have solved 1 of 2 exercises. Next: The second gradient.",
    );
    expect(find(home(progress), "a").map(({ attributes }) => attributes.href)).toContain(
      "/lessons/by-hand#exercise-second",
    );
    expect(find(home(), ".where-you-are")).toEqual([]);
    expect(find(home({ ...progress, solved: 0 }), ".where-you-are")).toEqual([]);
  });

  it("leads back to where the reader was last, once", () => {
    const section = { lesson: "why", title: "Where it shows", exercise: null, heading: "where-it-shows" };
    const read = home({ ...progress, solved: 0, last: section });
    expect(textOf(findOne(read, ".where-you-are"))).toBe("You were last at Where it shows. Next: The second gradient.");
    expect(find(findOne(read, ".where-you-are"), "a").map(({ attributes }) => attributes.href)).toEqual([
      "/lessons/why#where-it-shows",
      "/lessons/by-hand#exercise-second",
    ]);
    expect(textOf(findOne(home({ ...progress, last: second }), ".where-you-are"))).toBe(
      "You have solved 1 of 2 exercises. Go on: The second gradient.",
    );
  });

  it("says what an empty site means for one's work", () => {
    const page = home(null, []);
    expect(textOf(findOne(page, "h1"))).toBe("No course is published here yet");
    expect(textOf(page)).toContain("Nothing of yours is missing.");
  });

  it("shows further courses under the first, each with its own contents", () => {
    const page = home(null, [course, { ...course, slug: "second", title: "A second course" }]);
    expect(faultsOf(page)).toEqual([]);
    expect(textOf(page)).toContain("A second course");
  });
});

describe("the contents of a course", () => {
  it("say of each lesson how long it takes and what of it is free", () => {
    expect(facts(free)).toBe("1 minute · free");
    expect(facts(half)).toBe("17 minutes · 2 exercises · free up to section 3");
    expect(facts({ ...half, segments: [segment(["member"], "1")] })).toBe("17 minutes · 2 exercises · for members");
    expect(facts({ ...half, exercises: half.exercises.slice(1) })).toContain("· 1 exercise ·");
  });

  it("say how many exercises somebody has solved once they have begun", () => {
    expect(facts(half, progress)).toBe("17 minutes · 2 exercises · free up to section 3 · 1 of 2 solved");
    const untouched = { ...progress, lessons: [lessonOf(own("first", 0))] };
    expect(facts(half, untouched)).not.toContain("solved");
  });

  it("say of a lesson that it was read, and done only where its exercises are solved", () => {
    const part = { ordinal: 0, first: null, last: null, isOpen: true, readAt: null };
    const factsAfter = (state: "read" | "done" | null, ...exercises: ExerciseProgress[]) =>
      facts(half, { ...progress, lessons: [{ ...lessonOf(...exercises), parts: [{ ...part, state }] }] });
    expect(factsAfter("read", own("first", 1))).toMatch(/ · 0 of 1 solved · read$/);
    expect(factsAfter("done", own("first", 4))).toMatch(/ · 1 of 1 solved · done$/);
    expect(factsAfter(null, own("first", 1))).toMatch(/ · 0 of 1 solved$/);
  });

  it("link each lesson under its number", () => {
    const page = render(<CourseContents course={course} progress={null} />);
    expect(find(page, ".course-number").map(textOf)).toEqual(["1", "2"]);
    expect(find(page, "a").map(({ attributes }) => attributes.href)).toEqual(["/lessons/why", "/lessons/by-hand"]);
  });
});

describe("the figure with the depth control", () => {
  const figure = (depth: number) => render(<DepthSlider initialDepth={depth} />);

  it("is a form that asks for the page with another depth, without scripts", () => {
    const page = figure(7);
    expect(findOne(page, "form").attributes).toMatchObject({ action: "/", method: "get" });
    const slider = findOne(page, "input");
    expect(slider.attributes).toMatchObject({ name: "depth", type: "range", value: "7" });
    expect(slider.attributes).toMatchObject({ min: String(chain.shallowest), max: String(chain.deepest) });
    expect(slider.attributes["aria-valuetext"]).toBe("7 layers");
    expect(nameOf(slider, page)).toBe("Depth");
    expect(textOf(findOne(page, "button"))).toBe("Draw");
  });

  it("says its numbers in a sentence, as the drawing's name, and in a table with a row for each layer", () => {
    const page = figure(12);
    const sentence = textOf(findOne(page, ".depth-finding"));
    expect(sentence).toBe("At depth 12 the first layer learns 11,000,000 times more slowly than the last.");
    expect(findOne(page, "svg").attributes).toMatchObject({ role: "img", "aria-label": sentence });
    const rows = find(findOne(page, "tbody"), "tr").map(textOf);
    expect(rows.length).toBe(12);
    expect([rows[0], rows[11]]).toEqual(["1 2.0 × 10⁻⁹", "12 0.021"]);
  });

  it("draws a bar for each layer, within the drawing, growing from the first to the last", () => {
    const bars = find(figure(50), ".chart-bar").map(({ attributes }) => attributes);
    expect(bars.length).toBe(50);
    const heights = bars.map(({ height }) => Number(height));
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(Math.min(...heights)).toBeGreaterThan(0);
    for (const { x = "", width = "" } of bars) {
      expect(Number.parseFloat(x)).toBeGreaterThan(0);
      expect(Number.parseFloat(x) + Number.parseFloat(width)).toBeLessThanOrEqual(100);
    }
  });
});

describe("the drawing of the gradients", () => {
  it("marks a layer whose gradient is exactly 0 with a 0 in place of a bar", () => {
    const page = render(<GradientChart gradients={[0, -1e-3, 0.1]} summary="A finding." />);
    expect(find(page, ".chart-bar").length).toBe(2);
    const [zero] = find(page, "text").filter(
      (text) => text.children.join("") === "0" && text.attributes.y !== undefined,
    );
    expect(zero?.attributes).toMatchObject({ class: "chart-axis", "text-anchor": "middle" });
  });

  it("labels its axis in powers of ten, with a raised exponent", () => {
    const page = render(<GradientChart gradients={[1e-9, 1e-1]} summary="A finding." />);
    expect(find(page, ".svg-power").map(textOf)).toContain("−4");
    expect(find(page, "text").map(textOf)).toContain("10−4");
  });

  it("writes the first and the last value, and which layers they belong to", () => {
    const page = render(<GradientChart gradients={[1e-9, 1e-3, 0.25]} summary="A finding." />);
    const texts = find(page, "text").map(textOf);
    expect(texts).toEqual(expect.arrayContaining(["1 × 10−9", "0.25", "layer 1", "layer 3"]));
  });
});
