import { z } from "zod";

const pageSentence = "This form is not complete. Load the page again and send it once more.";

/** A form sends numbers as text. Empty or signed is no number here: it would read as 0, which is a variant. */
const count = z.union(
  [
    z.int().nonnegative(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ],
  { error: pageSentence },
);

/** No exercise has more blanks; more fields than that were not made by a page of ours. */
const mostFields = 200;

/** PostgreSQL keeps every character but NUL and halves of a pair; those become the sign for what could not be read. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\ufffd");
}

/** What the form of an exercise sends. Neither seed nor values: both are the server's. */
export const answerInput = z.object({
  /** Its slug. */
  exercise: z.string({ error: pageSentence }).max(200, { error: pageSentence }),
  /** The revision that the page showed. */
  revision: count,
  /** 0 is what the author declared. */
  variant: count,
  /** Blank id to the text as typed. Read by own keys only: a form may name a field `__proto__`. */
  texts: z
    .record(z.string(), z.string({ error: pageSentence }).transform(storable), { error: pageSentence })
    .refine((texts) => Object.keys(texts).length <= mostFields, { error: pageSentence }),
});

export type AnswerInput = z.output<typeof answerInput>;
