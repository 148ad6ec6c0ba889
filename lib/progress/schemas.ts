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

/** What a learner wants of an exercise: the button that was pressed. Enter in a field, and a form without a button, check. */
const intent = z
  .string({ error: pageSentence })
  .max(200, { error: pageSentence })
  .default("check")
  .transform((pressed, context) => {
    const [kind, blank = "", line = ""] = pressed.split(" ");
    if (kind === "check" || kind === "variant" || kind === "give-up") return { kind } as const;
    if (kind === "hint") return { kind, blank } as const;
    if (kind === "explain") return { kind, blank, line } as const;
    context.addIssue({ code: "custom", message: pageSentence });
    return z.NEVER;
  });

/** The same form with what is wanted of it. */
export const practiceInput = answerInput.extend({ intent });

export type PracticeInput = z.output<typeof practiceInput>;

/** What a browser keeps on the server while somebody types. */
export const draftInput = answerInput;

/** Id of a submission, as its address has it. */
export const submissionId = z.uuid();

/** Where a reader came to the end of a segment. */
export const segmentPlace = z.object({ lesson: z.string().max(200), ordinal: count });

export type SegmentPlace = z.output<typeof segmentPlace>;

/** An exercise whose next variant is wanted, from its review. */
export const reviewInput = answerInput.pick({ exercise: true, revision: true, variant: true });

/** Where a page of submissions goes on: behind the one sent at this moment with this id. */
export interface SubmissionPlace {
  readonly at: Date;
  readonly id: string;
}

/** `2027-01-15T12:00:00.000Z~<id>`, as the link to older submissions has it. */
export const submissionPlace = z
  .string()
  .max(100)
  .transform((typed, context): SubmissionPlace => {
    const [moment = "", id = ""] = typed.split("~");
    const [at, known] = [z.iso.datetime({ precision: 3 }).safeParse(moment), submissionId.safeParse(id)];
    if (at.success && known.success) return { at: new Date(at.data), id: known.data };
    context.addIssue({ code: "custom", message: "This link is not complete." });
    return z.NEVER;
  });

const codeSentence = "The code of a certificate has 16 letters and digits.";

/**
 * The code of a certificate, as somebody may read it off paper: in small letters, with hyphens or spaces, an O for the zero, an I
 * or an L for the one (Crockford's base 32).
 */
export const certificateCode = z
  .string({ error: codeSentence })
  .max(100, { error: codeSentence })
  .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1"))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, { error: codeSentence }));

const mostNameCharacters = 100;
const nameSentence = `Type your name as it should be written, in up to ${mostNameCharacters} visible characters.`;

/** What the form of a certificate sends. */
export const certificateInput = z.object({
  /** Its slug. */
  course: z.string({ error: pageSentence }).max(200, { error: pageSentence }),
  name: z
    .string({ error: nameSentence })
    .transform((typed) => typed.trim().replace(/\s+/gu, " ").normalize("NFC"))
    // No control or format characters: one that turns the direction of writing would turn the rest of the page's line.
    .refine((name) => /\p{L}/u.test(name) && [...name].length <= mostNameCharacters && !/\p{C}/u.test(name), {
      error: nameSentence,
    }),
});

export type CertificateInput = z.output<typeof certificateInput>;
