import type { BlankVerdict, SubmissionVerdict } from "#lib/checker/verdict.ts";
import { printCanonical, throughJson } from "./canonical-json.ts";

/**
 * What another verdict on the same texts means for the learner. `lowered`: the score or that of any blank goes down, even if
 * others go up. `raised`: none goes down and one goes up. `reworded`: the same score, said otherwise.
 */
export type Movement = "same" | "reworded" | "raised" | "lowered";

/** A blank whose verdict is another one now; null: it had none, or has none. */
export interface BlankMove {
  readonly blank: string;
  readonly from: BlankVerdict["verdict"] | null;
  readonly to: BlankVerdict["verdict"] | null;
}

export interface Comparison {
  readonly movement: Movement;
  readonly moves: readonly BlankMove[];
}

export function compareVerdicts(before: SubmissionVerdict, after: SubmissionVerdict): Comparison {
  const ids = [...new Set([...before.blanks, ...after.blanks].map(({ blank }) => blank))];
  const pairs = ids.map((id) => ({ blank: id, from: findVerdict(before, id), to: findVerdict(after, id) }));
  const gains = [after.score - before.score, ...pairs.map(({ from, to }) => (to?.score ?? 0) - (from?.score ?? 0))];
  const moves = pairs
    .map(({ blank, from, to }) => ({ blank, from: from?.verdict ?? null, to: to?.verdict ?? null }))
    .filter(({ from, to }) => from !== to);
  return { movement: movementOf(gains, moves.length > 0 || !isSaidAlike(before, after)), moves };
}

function movementOf(gains: readonly number[], isOther: boolean): Movement {
  if (gains.some((gain) => gain < 0)) return "lowered";
  if (gains.some((gain) => gain > 0)) return "raised";
  return isOther ? "reworded" : "same";
}

function findVerdict({ blanks }: SubmissionVerdict, id: string): BlankVerdict | null {
  return blanks.find(({ blank }) => blank === id) ?? null;
}

/** Whatever the version of the checker. */
function isSaidAlike(before: SubmissionVerdict, after: SubmissionVerdict): boolean {
  const [a, b] = [before, after].map(({ blanks }) => printCanonical(throughJson({ blanks })));
  return a === b;
}

/**
 * Whether two verdicts judge alike: verdict, score, reason and diagnosis of each blank and each of its parts. The words in which
 * a reason is told may change within one version of the checker, so they are left out.
 */
export function isSameJudgement(a: SubmissionVerdict, b: SubmissionVerdict): boolean {
  return printJudgement(a) === printJudgement(b);
}

function printJudgement({ score, blanks }: SubmissionVerdict): string {
  const judged = blanks.map((blank) => ({
    blank: blank.blank,
    ...reasonOf(blank),
    parts: blank.parts.map((part) => ({ part: part.part, ...reasonOf(part) })),
  }));
  return printCanonical(throughJson({ score, blanks: judged }));
}

type Reason = Pick<BlankVerdict, "verdict" | "score" | "code" | "diagnosis">;

function reasonOf({ verdict, score, code, diagnosis }: Reason): Reason {
  return { verdict, score, code, diagnosis };
}
