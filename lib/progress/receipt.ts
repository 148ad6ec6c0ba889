import { z } from "zod";
import type { Blank, DesignBlank, PredictionBlank, ValueBlank, WorksheetBlank } from "#lib/exercises/blank.ts";
import { mostDigits, predictionAsks } from "#lib/exercises/blank.ts";
import { settingNames } from "#lib/exercises/setting-rules.ts";
import { type Json, printCanonical } from "./canonical-json.ts";
import { publicKeySchema } from "./public-key.ts";

/** Changes with the shape of a receipt. */
export const receiptFormat = "chainrule-receipt-1";

const anyBlank = { id: z.string(), weight: z.number().positive() };
const digits = z.int().min(1).max(mostDigits);

const valueBlank = z.strictObject({
  ...anyBlank,
  as: z.enum(["number", "formula"]),
  ask: z.string(),
  digits,
  expanded: z.boolean(),
}) satisfies z.ZodType<ValueBlank>;

const worksheetBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("worksheet"),
  ask: z.string(),
  each: z.enum(["number", "formula"]),
  digits,
  steps: z.array(z.strictObject({ ask: z.string(), weight: z.number(), isRequired: z.boolean() })),
  askWeight: z.number(),
}) satisfies z.ZodType<WorksheetBlank>;

const predictionBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("prediction"),
  prompt: z.string(),
  run: z.string(),
  asks: z.array(z.enum(predictionAsks)),
}) satisfies z.ZodType<PredictionBlank>;

const designBlank = z.strictObject({
  ...anyBlank,
  as: z.literal("design"),
  prompt: z.string(),
  run: z.string(),
  settings: z.array(z.enum(settingNames)),
  goal: z.strictObject({ firstAtLeast: z.number(), largestAtMost: z.number().nullable() }),
}) satisfies z.ZodType<DesignBlank>;

const computedKinds = ["number", "formula", "worksheet", "prediction", "design"] as const;

/**
 * A blank whose answer is stated by its author and not computed, such as a choice. A receipt is made to be handed on, and would
 * hand on the answer too; so it holds the verdict alone, for which the signature vouches.
 */
const statedBlank = z.strictObject({
  ...anyBlank,
  as: z.string().refine((as) => !computedKinds.some((kind) => kind === as)),
});

export type ComputedBlank = ValueBlank | WorksheetBlank | PredictionBlank | DesignBlank;
export type ReceiptBlank = ComputedBlank | z.output<typeof statedBlank>;

export function isComputed(blank: ReceiptBlank): blank is ComputedBlank {
  return computedKinds.some((kind) => kind === blank.as);
}

/** What a receipt says of a blank. Of a kind that is not named here only the name and weight leave the site. */
export function receiptBlank({ skills: _, ...blank }: Blank): ReceiptBlank {
  return isComputed(blank) ? blank : { id: blank.id, weight: blank.weight, as: blank.as };
}

const judgement = {
  verdict: z.enum(["correct", "incorrect", "invalid"]),
  score: z.number().min(0).max(1),
  code: z.string(),
  message: z.string(),
  diagnosis: z.string().nullable(),
};

const verdictSchema = z.looseObject({
  blanks: z.array(
    z.looseObject({
      blank: z.string(),
      ...judgement,
      parts: z.array(z.looseObject({ part: z.string(), ...judgement })).optional(),
    }),
  ),
  score: z.number().min(0).max(1),
  checkerVersion: z.int().positive(),
});

/**
 * A verdict that can be handed to anybody. It names no person: `submission` is a random id, under which the site and the
 * submission's owner alone find anything. It holds what the verdict follows from: the exercise with its model (and none of its
 * author's tests or remarks), the variant and the texts.
 */
export const receiptSchema = z.strictObject({
  format: z.literal(receiptFormat),
  /** Origin of the site. */
  site: z.string(),
  submission: z.string(),
  /** ISO 8601, UTC. */
  submittedAt: z.iso.datetime(),
  exercise: z.strictObject({
    slug: z.string(),
    title: z.string(),
    /** Number of the revision. */
    revision: z.int().positive(),
    /** The declared lines. */
    model: z.string(),
    blanks: z.array(z.union([valueBlank, worksheetBlank, predictionBlank, designBlank, statedBlank])),
    policy: z.record(z.string(), z.json()),
  }),
  variant: z.strictObject({
    /** 0 is what the author declared. */
    number: z.int().nonnegative(),
    seed: z.string(),
    /** The lines with this variant's values. */
    model: z.string(),
  }),
  /** Blank id to the text as typed. */
  texts: z.record(z.string(), z.string()),
  verdict: verdictSchema,
  signature: z.strictObject({ key: publicKeySchema, value: z.string() }),
});

export type Receipt = z.output<typeof receiptSchema>;

/**
 * What is signed: everything in a receipt but its signature, in canonical JSON. Taken from the receipt as it was read, so that
 * a field more is a change too.
 */
export function signedText(receipt: { readonly [key: string]: Json }): string {
  const { signature: _, ...signed } = receipt;
  return printCanonical(signed);
}
