import { checkerVersion, checkSubmission } from "#lib/checker/check-submission.ts";
import type { SubmissionVerdict } from "#lib/checker/verdict.ts";
import { drawVariant, isDrawnFrom, readModel, variantWith } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { Json } from "./canonical-json.ts";
import { isSameJudgement } from "./compare-verdicts.ts";
import { fingerprint, isSignedBy, type PublicKey } from "./public-key.ts";
import { isComputed, type Receipt, type ReceiptBlank, receiptSchema, signedText } from "./receipt.ts";
import { readStoredVerdict } from "./stored-verdict.ts";

/** A receipt whose signature holds and whose verdict came out again. */
export interface Verified {
  readonly receipt: Receipt;
  /** Ids of the blanks whose verdict was computed anew. */
  readonly computed: readonly string[];
  /** Ids of those for which the signature alone vouches: their answers are stated, not computed. */
  readonly stated: readonly string[];
}

export type VerifyRefusal =
  | { readonly code: "no-receipt"; readonly field: string | null }
  /** It is signed, and by none of the keys that count. */
  | { readonly code: "other-key"; readonly fingerprint: string }
  | { readonly code: "not-as-signed"; readonly fingerprint: string }
  /** The signature holds; this program's checker is another one. */
  | { readonly code: "other-checker"; readonly receipt: Receipt; readonly checkerVersion: number }
  /** The signature holds; the variant's numbers, the texts and the verdict do not belong together. */
  | { readonly code: "not-reproduced"; readonly receipt: Receipt; readonly reason: string };

/**
 * Checks a receipt from its text alone. `keys`: those that count as the site's; null: the one in the receipt, which proves only
 * that whoever holds it signed this.
 */
export function verifyReceipt(text: string, keys: readonly PublicKey[] | null): Result<Verified, VerifyRefusal> {
  const read = readReceipt(text);
  if (!read.ok) return read;
  const { receipt, signed } = read.value;
  const { key, value: signature } = receipt.signature;
  // Computed here: a name that came with the key says nothing.
  const print = fingerprint(key.x);
  if (keys !== null && !keys.some(({ x }) => x === key.x)) return refuse({ code: "other-key", fingerprint: print });
  if (key.kid !== print || !isSignedBy(key, signed, signature)) {
    return refuse({ code: "not-as-signed", fingerprint: print });
  }
  if (receipt.verdict.checkerVersion !== checkerVersion) {
    return refuse({ code: "other-checker", receipt, checkerVersion });
  }
  const reason = reproduce(receipt);
  if (reason !== null) return refuse({ code: "not-reproduced", receipt, reason });
  const [computed, stated] = [true, false].map((wanted) =>
    receipt.exercise.blanks.filter((blank) => isComputed(blank) === wanted).map(({ id }) => id),
  );
  return succeed({ receipt, computed: computed ?? [], stated: stated ?? [] });
}

function readReceipt(text: string): Result<{ receipt: Receipt; signed: string }, VerifyRefusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ code: "no-receipt", field: null });
  }
  const parsed = receiptSchema.safeParse(value);
  if (parsed.success) {
    return succeed({ receipt: parsed.data, signed: signedText(value as { readonly [key: string]: Json }) });
  }
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  return refuse({ code: "no-receipt", field: field === "" ? null : field });
}

/** Null where the verdict comes out as the receipt says; else what does not. */
function reproduce(receipt: Receipt): string | null {
  const { exercise, variant, texts } = receipt;
  const computed: Exercise = {
    slug: exercise.slug,
    title: exercise.title,
    model: exercise.model,
    blanks: exercise.blanks.filter(isComputed),
    policy: { ...defaultPolicy, ...exercise.policy },
    tests: [],
  };
  const given = readStoredVerdict(receipt.verdict);
  try {
    // The numbers are those that it states: how they were drawn may have changed since.
    const drawn =
      variant.number === 0
        ? drawVariant(computed, 0, variant.seed)
        : variantWith(computed, variant.number, variant.seed, variant.model);
    if (drawn.model.source !== variant.model || !isDrawnFrom(readModel(computed), drawn.model)) {
      return "its numbers are not drawn from its exercise";
    }
    const judged = checkSubmission(drawn, texts);
    const anew = withStated(judged, given, exercise.blanks);
    return isSameJudgement(anew, given) ? null : differenceOf(anew, given);
  } catch (error) {
    // Whoever signs with a key of their own can state an exercise that could never be published.
    return `its exercise cannot be computed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The computed verdicts, between them those that are stated, and the score of all. */
function withStated(
  computed: SubmissionVerdict,
  given: SubmissionVerdict,
  blanks: readonly ReceiptBlank[],
): SubmissionVerdict {
  const verdicts = blanks.flatMap((blank) => {
    const source = isComputed(blank) ? computed : given;
    return source.blanks.filter((verdict) => verdict.blank === blank.id);
  });
  let earned = 0;
  let weights = 0;
  for (const { id, weight } of blanks) {
    weights += weight;
    earned += weight * (verdicts.find(({ blank }) => blank === id)?.score ?? 0);
  }
  return { ...computed, blanks: verdicts, score: weights === 0 ? 0 : earned / weights };
}

function differenceOf(anew: SubmissionVerdict, given: SubmissionVerdict): string {
  const alone = (verdict: SubmissionVerdict, id: string) => ({
    ...verdict,
    score: 0,
    blanks: verdict.blanks.filter(({ blank }) => blank === id),
  });
  const ids = [...new Set([...anew.blanks, ...given.blanks].map(({ blank }) => blank))];
  const differ = ids.filter((id) => !isSameJudgement(alone(anew, id), alone(given, id)));
  if (differ.length === 0) return `the score comes out as ${anew.score}, and it states ${given.score}`;
  const words = differ.map((id) => `${id} is ${wordOf(anew, id)} and stated as ${wordOf(given, id)}`);
  return words.join("; ");
}

function wordOf({ blanks }: SubmissionVerdict, id: string): string {
  const verdict = blanks.find(({ blank }) => blank === id);
  return verdict === undefined ? "empty" : `${verdict.verdict} (${verdict.code}, score ${verdict.score})`;
}
