import { z } from "zod";
import { defaultDigits, defaultWeight, mostDigits } from "#lib/exercises/blank.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";

const line = z.string("needs text; put numbers in quotes").trim().min(1, "is empty");
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const slug = z.string().regex(slugPattern, "is small letters, digits and single hyphens");

export function isSlug(text: string): boolean {
  return slugPattern.test(text);
}

/** Lines of a lesson's summary, free for all to read. */
const summaryLines = 3;

/** What stands between the `---` of a lesson. Minutes are counted, not claimed. */
export const frontMatter = z.strictObject({
  title: line,
  promise: line,
  before: z.array(line),
  summary: z.array(line).length(summaryLines, `has exactly ${summaryLines} lines`),
});

/** `course.yaml`. The course's slug is its folder's name. */
export const courseFile = z.strictObject({
  title: line,
  promise: line,
  levels: z.array(z.strictObject({ slug, name: line, description: line })),
});

export type CourseFile = z.infer<typeof courseFile>;

/** `references.yaml`: everything that the course's lessons may cite, by key. */
export const referencesFile = z.record(
  z.string().regex(/^[a-z]+[0-9]*[a-z]?$/, "is letters, then digits"),
  z.strictObject({ label: line, text: line, href: z.url("is no address").optional() }),
);

/** A model written out, or a lesson's model with other values for some of its inputs. */
const exerciseModel = z.union(
  [
    z.string().min(1),
    z.strictObject({
      from: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "names a model as lesson/model"),
      with: z.record(z.string(), z.json()).default({}),
    }),
  ],
  "is the lines of a model, or names one with from",
);

const blank = z.strictObject({
  id: slug,
  ask: line,
  as: z.enum(["number", "formula"], "is number or formula"),
  digits: z.int().min(1).max(mostDigits).default(defaultDigits),
  weight: z.number().positive("is above 0").default(defaultWeight),
  expanded: z.boolean().default(false),
});

const test = z.strictObject({
  blank: slug,
  answer: z.string("needs text; put numbers in quotes"),
  verdict: z.enum(["correct", "incorrect", "invalid"], "is correct, incorrect or invalid"),
  diagnosis: slug.nullable().default(null),
});

/** `exercises/<slug>.yaml`. */
export const exerciseFile = z.strictObject({
  title: line,
  question: z.string().min(1, "is empty"),
  model: exerciseModel,
  blanks: z.array(blank).min(1, "holds at least one blank"),
  policy: z
    .strictObject({
      required: z.boolean().default(defaultPolicy.required),
      roundedEarly: z.number().min(0).max(1).default(defaultPolicy.roundedEarly),
    })
    .default(defaultPolicy),
  tests: z.array(test).min(1, "holds at least one answer whose verdict is known"),
});

export type ExerciseFile = z.infer<typeof exerciseFile>;
