import { describe, expect, it } from "vitest";
import { ExerciseSheet } from "#app/_components/exercise/exercise-sheet.tsx";
import { ReadingPlace } from "#app/_components/exercise/reading-place.tsx";
import { VerdictMark, verdictWords } from "#app/_components/exercise/verdict.tsx";
import { summariseVerdicts } from "#app/_components/exercise/verdict-summary.ts";
import type { BlankVerdictView, ExerciseView, WorkView } from "#lib/progress/exercise-view.ts";
import { descriptionOf, faultsOf, nameOf } from "./page-faults.ts";
import { find, findOne, type PageElement, textOf } from "./read-html.ts";
import { render } from "./render.ts";
import { exercise, work } from "./sample-views.ts";

const sheet = (change: Partial<ExerciseView> = {}) =>
  render(
    <ExerciseSheet exercise={{ ...exercise, ...change }} lesson="/lessons/by-hand" action={async (state) => state} />,
  );
const answers = (page: PageElement) => find(page, "input").filter(({ attributes }) => attributes.type === "text");
const answer = (page: PageElement, id: string) => {
  const found = answers(page).find(({ attributes }) => attributes.name === `texts.${id}`);
  if (found === undefined) throw new Error(`no field for ${id}`);
  return found;
};

describe("an exercise", () => {
  it.each([
    ["untouched", {}],
    ["graded", { work }],
  ])("is sound as a part of a page: %s", (_, change) => {
    expect(faultsOf(sheet(change), 3)).toEqual([]);
  });

  it("shows network, question and what is given before the first blank", () => {
    const text = textOf(sheet());
    const order = [
      "The gradient of the last weight",
      "A network of 3 layers with x0 = 1.5",
      "Begin at the loss.",
      "x0=1.5",
    ];
    const places = [...order, "the derivative of L by y3"].map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it("sends which exercise, revision and variant it shows, and a field for each blank", () => {
    const sent = find(findOne(sheet(), "form"), "input").map(({ attributes }) => [attributes.name, attributes.value]);
    expect(sent).toEqual([
      ["exercise", "first-gradient"],
      ["revision", "1"],
      ["variant", "0"],
      ...exercise.blanks.map(({ id }) => [`texts.${id}`, ""]),
    ]);
  });

  it("calls each field by what it asks for, and describes it by its rule", () => {
    const page = sheet();
    expect(answers(page).map((field) => nameOf(field, page))).toEqual([
      "the derivative of L by y3",
      "the derivative of y3 by z3",
      "the derivative of L by W3",
      "the derivative of L by W3, as a formula",
    ]);
    const number = "3 significant digits; a calculation is fine.";
    expect(answers(page).map((field) => descriptionOf(field, page))).toEqual([
      ...[number, number, number],
      "A formula that holds at any values; any equal form is fine.",
    ]);
    // Said once for the three rows it holds for.
    expect(find(page, ".blank-rule").length).toBe(2);
  });

  it("tells two blanks for one quantity apart by the kind of their answer", () => {
    const blanks = exercise.blanks.map((blank) => ({ ...blank, spoken: "the derivative of L by W3" })).slice(2);
    const page = sheet({ blanks, work });
    const names = ["the derivative of L by W3, as a number", "the derivative of L by W3, as a formula"];
    expect(answers(page).map((field) => nameOf(field, page))).toEqual(names);
    expect(find(findOne(page, ".sheet-summary"), "a").map(textOf)).toEqual(names);
  });

  it("keeps what was typed, and says under each field how it was read", () => {
    const page = sheet({ work });
    expect(answers(page).map(({ attributes }) => attributes.value)).toEqual(Object.values(work.texts));
    expect(find(page, ".blank-read").map(textOf)).toEqual([
      "read as −0.196",
      "read as 0.6039⋅(1−0.6039)",
      "read as −0.0469",
    ]);
  });

  it("ties the verdict to its field, and marks as invalid what is not right", () => {
    const page = sheet({ work });
    const weight = answer(page, "weight");
    expect(descriptionOf(weight, page)).toBe(
      "Not right This is not the value of ∂L/∂W3. 3 significant digits; a calculation is fine.",
    );
    expect(answers(page).map(({ attributes }) => attributes["aria-invalid"])).toEqual([
      undefined,
      undefined,
      "true",
      "true",
    ]);
  });

  it("does not repeat to someone who is right that they are", () => {
    expect(textOf(sheet({ work }))).not.toContain("Right.");
  });

  it("says how it stands, links what to look at, and counts what is solved", () => {
    const page = sheet({ work, solvedBlanks: work.solvedBlanks });
    const summary = findOne(page, ".sheet-summary");
    expect(summary.attributes.role).toBe("status");
    expect(textOf(summary)).toBe(
      "2 of 4 right; 1 not right; 1 could not be read, which costs nothing. To look at: the derivative of L by W3, the derivative of L by W3, as a formula.",
    );
    expect(find(summary, "a").map(({ attributes }) => attributes.href)).toEqual([
      "#first-gradient-weight",
      "#first-gradient-weight-formula",
    ]);
    expect(textOf(findOne(page, ".sheet-progress"))).toBe("2 of 4 solved");
  });

  it("has the place for the summary before there is one, so that its coming is announced", () => {
    const summary = findOne(sheet(), ".sheet-summary");
    expect(summary.attributes.role).toBe("status");
    expect(textOf(summary)).toBe("");
  });

  it("leaves the browser no reason to change what is typed", () => {
    const { attributes } = answer(sheet(), "weight");
    expect(attributes).toMatchObject({ autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  });

  it("shows typed text as text, whatever it is", () => {
    const typed = '"><script>alert(1)</script>';
    const verdict: BlankVerdictView = {
      verdict: "invalid",
      message: typed,
      read: null,
      at: { line: 1, column: 3 },
      typed,
      parts: [],
    };
    const hostile: WorkView = { ...work, texts: { weight: typed }, verdicts: { weight: verdict } };
    const page = sheet({ work: hostile });
    expect(answer(page, "weight").attributes.value).toBe(typed);
    expect(find(page, "script").filter((script) => JSON.stringify(script).includes("alert"))).toEqual([]);
  });
});

describe("a verdict", () => {
  it.each(Object.entries(verdictWords))("%s has an icon of its own and says %s", (verdict, word) => {
    const mark = render(<VerdictMark verdict={verdict as keyof typeof verdictWords} />);
    expect(textOf(mark)).toBe(word);
    expect(findOne(mark, "svg").attributes["aria-hidden"]).toBe("true");
    expect(findOne(mark, "path").attributes.d).toMatch(/^M/);
  });

  it("differs from the others by shape and by word, not by colour alone", () => {
    const marks = Object.keys(verdictWords).map((verdict) => render(<VerdictMark verdict={verdict as "correct"} />));
    expect(new Set(marks.map((mark) => findOne(mark, "path").attributes.d)).size).toBe(marks.length);
    expect(new Set(marks.map(textOf)).size).toBe(marks.length);
  });
});

describe("the sentence on a graded sheet", () => {
  const blanks = ["a", "b", "c", "d"].map((id) => ({ id }));
  const graded = (verdicts: string, solvedBlanks: readonly string[] = []): WorkView => {
    const kinds = { r: "correct", e: "rounded-early", w: "incorrect", u: "invalid" } as const;
    const entries = [...verdicts].flatMap((letter, at) => {
      const verdict = kinds[letter as keyof typeof kinds];
      const id = blanks[at]?.id ?? "";
      return verdict === undefined
        ? []
        : [[id, { verdict, message: "", read: null, at: null, typed: "", parts: [] }] as const];
    });
    return { ...work, verdicts: Object.fromEntries(entries), solvedBlanks };
  };

  it.each([
    ["rrrr", "All 4 right. This exercise is solved.", []],
    ["rrrw", "3 of 4 right; 1 not right.", ["d"]],
    ["wurr", "2 of 4 right; 1 not right; 1 could not be read, which costs nothing.", ["a", "b"]],
    ["r---", "1 of 4 right; 3 still empty.", []],
    ["uuuu", "0 of 4 right; 4 could not be read, which costs nothing.", ["a", "b", "c", "d"]],
    ["w--u", "0 of 4 right; 1 not right; 1 could not be read, which costs nothing; 2 still empty.", ["a", "d"]],
  ])("after %s is: %s", (verdicts, sentence, toLookAt) => {
    expect(summariseVerdicts(blanks, graded(verdicts))).toEqual({ sentence, toLookAt });
  });

  it("speaks of one blank and of two as people do", () => {
    expect(summariseVerdicts(blanks.slice(0, 1), graded("r")).sentence).toBe("Right. This exercise is solved.");
    expect(summariseVerdicts(blanks.slice(0, 2), graded("rr")).sentence).toBe("Both right. This exercise is solved.");
  });

  it("counts what was rounded on the way apart, and as solved", () => {
    expect(summariseVerdicts(blanks, graded("rrre", ["a", "b", "c", "d"]))).toEqual({
      sentence: "3 of 4 right; 1 right but rounded early. This exercise is solved.",
      toLookAt: [],
    });
  });

  it("takes nothing back from someone who had solved it before", () => {
    expect(summariseVerdicts(blanks, graded("rrrw", ["a", "b", "c", "d"])).sentence).toBe(
      "3 of 4 right; 1 not right. You have solved each of them before, and that stays.",
    );
  });
});

describe("the place that could not be read", () => {
  const shown = (typed: string, column: number, line = 1) => {
    const page = render(<ReadingPlace typed={typed} at={{ line, column }} />);
    const mark = textOf(findOne(page, "mark"));
    return { mark: mark.replace(/^here: ?/, ""), whole: textOf(page).replace("here: ", ""), mentions: mark };
  };

  it.each([
    ["the first character", "(y3", 1, "("],
    ["one inside", "a+*b", 3, "*"],
    ["the last", "y3(1-", 5, "-"],
    ["behind the end, as a gap", "y3(1-", 6, "␣"],
    ["far behind the end, as a gap", "y3", 99, "␣"],
    ["before the beginning, as the first", "y3", 0, "y"],
    ["a whole emoji, which takes two code units", "a😀b", 2, "😀"],
    ["what follows an emoji", "a😀b", 4, "b"],
    ["in an empty answer, as a gap", "", 1, "␣"],
  ])("underlines %s", (_, typed, column, mark) => {
    expect(shown(typed, column).mark).toBe(mark);
  });

  it("underlines in the second line, and shows that line alone", () => {
    expect(shown("first\nsecond", 3, 2)).toMatchObject({ mark: "c", whole: "second" });
    expect(shown("first", 1, 2)).toMatchObject({ mark: "␣" });
  });

  it("says to a screen reader where it is", () => {
    expect(shown("a+*b", 3).mentions).toBe("here: *");
  });

  it("shows a short answer whole, and of a long one what stands around the place", () => {
    expect(shown("(y3-t)*y3*(1-y3*y2", 11).whole).toBe("(y3-t)*y3*(1-y3*y2");
    const long = "y1+".repeat(100);
    const { whole, mark } = shown(`${long}*${long}`, 301);
    expect(mark).toBe("*");
    expect(whole).toBe(`…${"y1+".repeat(8)}*${"y1+".repeat(8)}…`);
  });

  it("counts an emoji as one where it cuts", () => {
    const { whole } = shown(`${"😀".repeat(30)}*`, 61);
    expect(whole).toBe(`…${"😀".repeat(24)}*`);
  });
});
