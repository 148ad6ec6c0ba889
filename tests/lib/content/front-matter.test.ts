import { describe, expect, it } from "vitest";
import { compileLesson, lessonSlug } from "#lib/content/compile-lesson.ts";

const context = { file: "03-a-lesson.mdx", exercises: new Map(), levels: new Set<string>(), references: new Map() };

const found = (source: string) => {
  const result = compileLesson(source, context);
  return result.ok ? [] : result.problems.map(({ code, line, column }) => [code, line, column]);
};

const whole = `---
title: A title
promise: You can do it.
before:
  - Nothing
summary: [One, Two, Three]
---

Text.
`;

describe("a lesson's front matter", () => {
  it("becomes what everyone may know", () => {
    const result = compileLesson(whole, context);
    expect(result.ok && result.value.head).toEqual({
      slug: "a-lesson",
      title: "A title",
      promise: "You can do it.",
      before: ["Nothing"],
      summary: ["One", "Two", "Three"],
      minutes: 1,
      references: [],
    });
    expect(lessonSlug("12-worked-example.mdx")).toBe("worked-example");
  });

  it.each([
    ["is missing", "Text.", ["field", 1, 1]],
    ["lacks a field", whole.replace("title: A title\n", ""), ["field", 2, 1]],
    ["has an empty field", whole.replace("A title", '""'), ["field", 2, 8]],
    ["has a field of its own", whole.replace("title:", "minutes: 3\ntitle:"), ["unknown-field", 2, 1]],
    ["sums up in two lines", whole.replace(", Three", ""), ["field", 6, 10]],
    ["has a number for text", whole.replace("- Nothing", "- 3"), ["field", 5, 5]],
    ["is no YAML", whole.replace("A title", "A: title"), ["yaml", 2, 8]],
    ["uses an alias", whole.replace("A title", "&a A title").replace("You can do it.", "*a"), ["yaml", 1, 1]],
  ])("is refused where it %s", (_, source, problem) => {
    const [code, line, column] = problem;
    // The fence is line 1; places are the file's.
    expect(found(source)[0]).toEqual([code, code === "yaml" && line === 1 ? 2 : line, column]);
  });

  it.each([
    ["titel: A title", 'There is no field "titel" here. Did you mean "title"?'],
    ["Title: A title", 'There is no field "Title" here. Did you mean "title"?'],
  ])("is told once what was meant by %s, and not that it is missing too", (line, message) => {
    const result = compileLesson(whole.replace("title: A title", line), context);
    expect(result).toMatchObject({ problems: [{ code: "unknown-field", message, line: 2, column: 1 }] });
    expect(found(whole.replace("title: A title", line))).toHaveLength(1);
  });

  it("has its fields named where none is near to what was written", () => {
    expect(compileLesson(whole.replace("title:", "minutes: 3\ntitle:"), context)).toMatchObject({
      problems: [{ message: 'There is no field "minutes" here. Known are "title", "promise", "before", "summary".' }],
    });
  });
});
