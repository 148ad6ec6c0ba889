import { describe, expect, it } from "vitest";
import { compileCourse } from "#lib/content/compile-course.ts";
import { smallCourse } from "#tests/fixtures/lessons-course.ts";

function problemsOf(change: Readonly<Record<string, string | null>>, slug = "small") {
  const files = Object.entries({ ...smallCourse, ...change }).flatMap(([file, text]) =>
    text === null ? [] : [[file, text] as const],
  );
  const result = compileCourse({ slug, files: new Map(files) });
  return result.ok ? [] : result.problems.map(({ code, file, line, column }) => [code, file, line, column]);
}

const first = smallCourse["01-first-steps.mdx"] ?? "";

describe("a course is refused where", () => {
  it("nothing is wrong: it is not", () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    ["it has no course.yaml", { "course.yaml": null }, ["file-name", "course.yaml", 1, 1]],
    ["its course.yaml lacks a field", { "course.yaml": "title: A\nlevels: []\n" }, ["field", "course.yaml", 1, 1]],
    ["a lesson has no number", { "third.mdx": first }, ["file-name", "third.mdx", 1, 1]],
    [
      "an address has capitals",
      { "exercises/A.yaml": smallCourse["exercises/free-gradient.yaml"] ?? "" },
      ["file-name", "exercises/A.yaml", 1, 1],
    ],
    ["two files have one address", { "03-first-steps.mdx": first }, ["duplicate-slug", "03-first-steps.mdx", 1, 1]],
    ["two lessons have one number", { "02-another.mdx": first }, ["duplicate-number", "02-second-steps.mdx", 1, 1]],
    [
      "a field is misspelt",
      { "course.yaml": (smallCourse["course.yaml"] ?? "").replace("levels:", "lvls:") },
      ["unknown-field", "course.yaml", 3, 1],
    ],
    [
      "a field of a field is misspelt",
      { "course.yaml": (smallCourse["course.yaml"] ?? "").replace("name: Pro,", "nmae: Pro,") },
      ["unknown-field", "course.yaml", 5, 18],
    ],
    [
      "an exercise has a lesson's address",
      { "exercises/first-steps.yaml": smallCourse["exercises/free-gradient.yaml"] ?? "" },
      ["duplicate-slug", "exercises/first-steps.yaml", 1, 1],
    ],
    [
      "a link leads to no lesson",
      { "01-first-steps.mdx": first.replace("second-steps", "no-steps") },
      ["dead-link", "01-first-steps.mdx", 26, 67],
    ],
    [
      "a link leads to no block",
      { "01-first-steps.mdx": first.replace("#how-it-ends", "#nowhere") },
      ["dead-link", "01-first-steps.mdx", 26, 67],
    ],
    [
      "a link leads to no page",
      { "01-first-steps.mdx": first.replace("/lessons/second-steps#how-it-ends", "/prices") },
      ["dead-link", "01-first-steps.mdx", 26, 67],
    ],
    [
      "a link leads to no block of its own page",
      { "01-first-steps.mdx": first.replace("/lessons/second-steps#how-it-ends", "#nowhere") },
      ["dead-link", "01-first-steps.mdx", 26, 67],
    ],
  ])("%s", (_, change, problem) => {
    expect(problemsOf(change)).toContainEqual(problem);
  });

  it("several files are wrong: all are told at once", () => {
    const files = problemsOf({
      "01-first-steps.mdx": "{",
      "course.yaml": "[",
      "exercises/free-gradient.yaml": "title: A",
    });
    expect(new Set(files.map(([, file]) => file))).toEqual(
      new Set(["01-first-steps.mdx", "course.yaml", "exercises/free-gradient.yaml"]),
    );
  });

  it("its folder's name is no address", () => {
    expect(problemsOf({}, "My course")).toEqual([["file-name", ".", 1, 1]]);
  });
});

it("names the lesson that had a number first", () => {
  const files = new Map(Object.entries({ "02-third-steps.mdx": first, ...smallCourse }));
  const result = compileCourse({ slug: "small", files });
  expect(result.ok ? [] : result.problems.map(({ file, message }) => [file, message])).toEqual([
    [
      "02-third-steps.mdx",
      "02-second-steps.mdx has the number 02 already, and lessons are read in the order of their numbers. Give this one another.",
    ],
  ]);
});

it("lets one exercise stand in two lessons", () => {
  expect(problemsOf({ "01-first-steps.mdx": `${first}\n<Exercise id="free-gradient" />\n` })).toEqual([]);
});

describe("a mistake that others follow from is told alone:", () => {
  const second = smallCourse["02-second-steps.mdx"] ?? "";
  const broken = second.replace("z2 = W2*y1", "z2 = W2*y9");
  const place = ["bad-model", "02-second-steps.mdx", 17, 9];

  it("a model that does not compile, which components and exercises use", () => {
    expect(problemsOf({ "02-second-steps.mdx": broken })).toEqual([place]);
  });

  it("a model that another one is derived from, by name and over two steps", () => {
    const derived = "```model name=after from=chain\nx0 = 2\n```\n\n```model name=later from=after\nx0 = 3\n```\n";
    const uses = 'Here <Val of="L" model="after" />, there <Val of="L" model="later" />.';
    const chosen = broken.replace('digits="3"', 'model="chain"');
    expect(problemsOf({ "02-second-steps.mdx": `${chosen}\n${derived}\n${uses}\n` })).toEqual([place]);
  });

  it("a model without a name", () => {
    const text = second.replace("```model name=chain", "```model nmae=chain").replace('of="dL', 'model="chain" of="dL');
    const problems = problemsOf({ "02-second-steps.mdx": text });
    expect(new Set(problems.map(([code]) => code))).toEqual(new Set(["model-fence"]));
  });

  it("a lesson that does not read, whose models exercises take", () => {
    expect(problemsOf({ "02-second-steps.mdx": `${second}\n<Note>\n` }).map(([code]) => code)).toEqual(["syntax"]);
  });

  it("a reference with a misspelt field, which lessons cite", () => {
    const references = (smallCourse["references.yaml"] ?? "").replace("label", "lable");
    expect(problemsOf({ "references.yaml": references })).toEqual([["unknown-field", "references.yaml", 1, 19]]);
  });

  it("but a model that is nowhere is missed beside a broken one", () => {
    const problems = problemsOf({
      "02-second-steps.mdx": broken.replace('digits="3"', 'model="chian"'),
      "exercises/free-gradient.yaml": (smallCourse["exercises/free-gradient.yaml"] ?? "").replace("/chain", "/chian"),
    });
    expect(problems).toEqual([
      place,
      ["unknown-model", "02-second-steps.mdx", 32, 36],
      ["unknown-model", "exercises/free-gradient.yaml", 5, 9],
    ]);
  });

  it("a component that names none of two models is told, though one is broken", () => {
    const other = "```model name=other\nx0 = 2\nL = x0^2\n```\n";
    expect(problemsOf({ "02-second-steps.mdx": `${broken}\n${other}` }).map(([code]) => code)).toEqual([
      "bad-model",
      "which-model",
    ]);
  });
});

it("lists the course's own files first, then lessons in their order, then exercises, each from its top", () => {
  const places = problemsOf({
    "exercises/free-gradient.yaml": "title: A",
    "01-first-steps.mdx": first.replace("#how-it-ends", "#nowhere"),
    "02-second-steps.mdx": `${smallCourse["02-second-steps.mdx"]}\n[A](javascript:a)\n\n<Chart />\n`,
    "exercises/A.yaml": "title: A",
    "course.yaml": "title: A",
  }).map(([, file, line]) => [file, line] as const);
  const files = [...new Set(places.map(([file]) => file))];
  expect(files).toEqual(["course.yaml", "02-second-steps.mdx", "exercises/A.yaml", "exercises/free-gradient.yaml"]);
  for (const file of files) {
    const lines = places.flatMap(([each, line]) => (each === file ? [Number(line)] : []));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  }
});
