import type { BlankVerdict, SubmissionVerdict } from "#lib/checker/verdict.ts";

/** A blank's verdict in a row: those of checker version 1 knew no parts. */
type StoredBlankVerdict = Omit<BlankVerdict, "parts"> & Partial<Pick<BlankVerdict, "parts">>;

/** A verdict as a JSON column or a receipt holds it. Only checked verdicts are written there: reading trusts their shape. */
export function readStoredVerdict(stored: unknown): SubmissionVerdict {
  const verdict = stored as Omit<SubmissionVerdict, "blanks"> & { readonly blanks: readonly StoredBlankVerdict[] };
  return { ...verdict, blanks: verdict.blanks.map((blank) => ({ ...blank, parts: blank.parts ?? [] })) };
}
