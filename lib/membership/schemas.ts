import { z } from "zod";

const mostReasonCharacters = 500;
const sentence = "A reason has 1 to 500 characters.";

export const reasonSchema = z.string({ error: sentence }).trim().min(1, { error: sentence }).max(mostReasonCharacters, {
  error: sentence,
});

const dayOrInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;
const dateSentence = "A date is a day, 2027-01-31, or an instant in UTC, 2027-01-31T12:00Z.";

/**
 * The first moment at which a grant no longer holds. A lone day is its first moment in UTC: until 2027-01-31 means that the
 * 30th is the last whole day. The 30th of February is refused, not moved to March.
 */
export const endSchema = z.string({ error: dateSentence }).transform((typed, context) => {
  const instant = new Date(typed);
  const isReal = dayOrInstant.test(typed) && !Number.isNaN(instant.getTime());
  if (isReal && instant.toISOString().startsWith(typed.slice(0, 10))) return instant;
  context.addIssue({ code: "custom", message: dateSentence });
  return z.NEVER;
});
