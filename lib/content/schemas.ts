import { z } from "zod";
import { defaultDigits, defaultWeight, mostDigits, predictionAsks } from "#lib/exercises/blank.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";
import { settingNames } from "#lib/exercises/setting-rules.ts";
import { skillSlugs } from "#lib/exercises/skill.ts";
import { nearestField } from "./unknown-field.ts";

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

const skill = z.enum(skillSlugs, {
  error: ({ input }) => {
    const meant = nearestField(String(input), skillSlugs);
    const instead = meant === null ? `known are ${skillSlugs.join(", ")}` : `perhaps "${meant}" is meant`;
    return `there is no skill "${input}"; ${instead}`;
  },
});

const anyBlank = {
  id: slug,
  weight: z.number().positive("is above 0").default(defaultWeight),
  /** What it practises. */
  skills: z
    .array(skill)
    .refine((listed) => new Set(listed).size === listed.length, "names a skill twice")
    .default([]),
};
const digits = z.int().min(1).max(mostDigits).default(defaultDigits);

const numberBlank = z.strictObject({ ...anyBlank, as: z.literal("number"), ask: line, digits });

const formulaBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("formula"),
  ask: line,
  /** By which a number in a formula's place counts as right at the page's values. */
  digits,
  expanded: z.boolean().default(false),
});

const worksheetBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("worksheet"),
  ask: line,
  each: z.enum(["number", "formula"], "is number or formula").default("number"),
  digits,
  /** Weight of the asked line beside the steps. */
  askWeight: z.number().positive("is above 0").default(defaultWeight),
  steps: z
    .array(
      z.strictObject({
        ask: line,
        weight: z.number().positive("is above 0").default(defaultWeight),
        required: z.boolean().default(false),
      }),
    )
    .default([]),
});

const choiceBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("choice"),
  prompt: line,
  several: z.boolean().default(false),
  options: z.array(z.strictObject({ text: line, right: z.boolean().default(false), reason: line })),
});

const orderingBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("ordering"),
  prompt: line,
  /** In their right order. */
  items: z.array(z.strictObject({ text: line, reason: line })),
});

/** A network's settings; the exercise's checks say what is wrong in them, by their line. */
const networkSettings = z.string("is lines of settings").min(1, "is empty");

const predictionBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("prediction"),
  prompt: line,
  run: networkSettings,
  asks: z.array(z.enum(predictionAsks, `is ${predictionAsks.join(" or ")}`)).default([...predictionAsks]),
});

const designBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("design"),
  prompt: line,
  run: networkSettings,
  /** Those that the learner may set. */
  settings: z.array(z.enum(settingNames, `is one of ${settingNames.join(", ")}`)),
  goal: z.strictObject({
    firstAtLeast: z.number("is a number").positive("is above 0"),
    largestAtMost: z.number("is a number").positive("is above 0").nullable().default(null),
  }),
});

const blank = z.discriminatedUnion(
  "as",
  [numberBlank, formulaBlank, worksheetBlank, choiceBlank, orderingBlank, predictionBlank, designBlank],
  "says as: number, formula, worksheet, choice, ordering, prediction or design",
);

const test = z.strictObject({
  blank: slug,
  answer: z.string("needs text; put numbers in quotes"),
  verdict: z.enum(["correct", "incorrect", "invalid"], "is correct, incorrect or invalid"),
  diagnosis: slug.nullable().default(null),
});

const moment = z.iso.datetime({ offset: true, error: "is a moment with its zone, as 2026-12-01T12:00:00Z" });
const share = z.number().min(0, "is from 0 to 1").max(1, "is from 0 to 1");

const policy = z
  .strictObject({
    required: z.boolean().default(defaultPolicy.required),
    roundedEarly: share.default(defaultPolicy.roundedEarly),
    followThrough: share.default(defaultPolicy.followThrough),
    attempts: z.int().min(1, "is at least 1").nullable().default(defaultPolicy.attempts),
    credit: z.enum(["best", "last"], "is best or last").default("best"),
    feedback: z
      .union(
        [z.enum(["at-once", "after-last"]), z.strictObject({ from: moment })],
        "is at-once, after-last or { from: … }",
      )
      .default("at-once"),
    hints: z.boolean().default(defaultPolicy.hints),
    hintCost: share.default(defaultPolicy.hintCost),
    opens: moment.nullable().default(null),
    closes: moment.nullable().default(null),
  })
  .refine(({ feedback, attempts, closes }) => feedback !== "after-last" || attempts !== null || closes !== null, {
    path: ["feedback"],
    error: "comes after-last only where attempts are counted or the exercise closes",
  })
  .refine(({ opens, closes }) => opens === null || closes === null || Date.parse(opens) < Date.parse(closes), {
    path: ["closes"],
    error: "comes after opens",
  });

/** `exercises/<slug>.yaml`. */
export const exerciseFile = z.strictObject({
  title: line,
  question: z.string().min(1, "is empty"),
  model: exerciseModel,
  blanks: z.array(blank).min(1, "holds at least one blank"),
  policy: policy.default(defaultPolicy),
  tests: z.array(test).min(1, "holds at least one answer whose verdict is known"),
});

export type ExerciseFile = z.infer<typeof exerciseFile>;
