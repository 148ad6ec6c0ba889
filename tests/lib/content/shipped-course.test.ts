import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type CompiledCourse, type CourseSource, compileCourse } from "#lib/content/compile-course.ts";
import { readModels } from "#lib/content/compile-lesson.ts";
import { countWords } from "#lib/content/outline.ts";
import type { LessonModel } from "#lib/content/plugins/models.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import { formatNumber } from "#lib/model/figure.ts";

const folder = fileURLToPath(new URL("../../../content/vanishing-gradients", import.meta.url));

let source: CourseSource;
let course: CompiledCourse;

beforeAll(async () => {
  source = await readCourseFolder(folder);
  const result = compileCourse(source);
  if (!result.ok) {
    throw new Error(
      result.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join("\n"),
    );
  }
  course = result.value;
});

/** Text as a reader meets it: without front matter, models and the props of components. */
function proseOf(text: string): string {
  return text
    .replace(/^---\n.*?\n---\n/s, "")
    .replace(/```model.*?```/gs, "")
    .replace(/<[A-Z][^>]*>/g, "");
}

/** Every gradient of a model by an input or a quantity, as it could have been typed: with 2 to 8 digits. */
function typedGradients({ model, here }: LessonModel): readonly string[] {
  return model.quantities.flatMap(({ name }) => {
    const { data, shape } = here.partial({ of: model.loss, by: name });
    const value = Math.abs(data[0] ?? 0);
    // 0.2 or 0.5 may stand for many things; what has three digits and more is a measurement.
    if (shape.length > 0 || Number(value.toPrecision(2)) === value) return [];
    return [3, 4, 5, 6, 7, 8].flatMap((digits) => [
      formatNumber(value, digits),
      value.toPrecision(digits),
      value.toExponential(digits - 1),
    ]);
  });
}

describe("the course that ships", () => {
  it("compiles, with its exercises' own tests", () => {
    expect(course.lessons.map(({ ordinal, compiled }) => [ordinal, compiled.head.slug])).toEqual([
      [1, "why-gradients-vanish"],
      [2, "backpropagation-by-hand"],
    ]);
    for (const { slug, source: text } of course.exercises)
      expect(text.match(/verdict:/g)?.length, slug).toBeGreaterThanOrEqual(5);
  });

  it("holds no gradient that somebody typed", () => {
    for (const [file, text] of source.files) {
      if (!file.endsWith(".mdx")) continue;
      const prose = proseOf(text);
      const gradients = [...(readModels(text, file)?.models.values() ?? [])].flatMap(typedGradients);
      expect(gradients.length).toBeGreaterThan(20);
      for (const gradient of gradients) expect(prose, `${gradient} in ${file}`).not.toContain(gradient);
    }
  });

  it("prints the loss of the worked example as 0.0261, and what circulates only as that", () => {
    const lesson = JSON.stringify(course.lessons[1]?.compiled.segments[0]);
    expect(lesson).toContain('"of":"L","text":"0.0261"');
    expect(lesson.match(/"text":"0\.0262"/g)).toHaveLength(1);
  });

  it("shows the gate where the first gradient is done, and says what follows", () => {
    const [free, gated, ...rest] = course.lessons[1]?.compiled.segments ?? [];
    expect(rest).toEqual([]);
    expect(free).toMatchObject({ levels: [], exercises: ["first-gradient"] });
    expect(gated).toMatchObject({ levels: ["member"], exercises: ["whole-network"] });
    expect(gated?.outline.headings.map(({ text }) => text)).toEqual([
      "One layer back: the gradient of W₂",
      "Two layers back: the gradient of W₁",
      "One step of learning",
      "What the ratio says about depth",
      "The whole network, by yourself",
    ]);
    expect(course.lessons[0]?.compiled.segments.map(({ levels }) => levels)).toEqual([[]]);
  });

  it("tells nothing of the gated gradients in the free half", () => {
    const free = JSON.stringify(course.lessons[1]?.compiled.segments[0]);
    for (const { exercise } of course.exercises.map(({ compiled }) => compiled)) expect(exercise.tests).toEqual([]);
    expect(free).not.toMatch(/dL\/dW[12]|0\.00424|0\.00080/);
  });

  it("has lessons that can be read in one sitting", () => {
    for (const { compiled } of course.lessons) {
      const words = compiled.segments.reduce((sum, { blocks }) => sum + countWords(blocks), 0);
      expect(words).toBeGreaterThan(1500);
      expect(words).toBeLessThan(3500);
    }
  });
});
