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
