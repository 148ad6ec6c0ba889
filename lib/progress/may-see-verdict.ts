import type { Viewer } from "#lib/accounts/viewer.ts";
import { defaultPolicy, type Policy, showsFeedback } from "#lib/exercises/policy.ts";

/** What decides whether a verdict is shown. */
export interface VerdictFacts {
  readonly learnerId: string;
  /** Of the revision that was answered; one that was published before a rule existed lacks that rule. */
  readonly policy: Partial<Policy>;
  /** How often this learner has handed the exercise in, over all its variants. */
  readonly attemptsUsed: number;
}

/** May this viewer see this verdict now? Its owner may, once the author's policy shows it. The page and the receipt ask here. */
export function maySeeVerdict(viewer: Viewer, { learnerId, policy, attemptsUsed }: VerdictFacts, now: Date): boolean {
  const isOwner = viewer.kind !== "visitor" && viewer.learnerId === learnerId;
  return isOwner && showsFeedback({ ...defaultPolicy, ...policy }, attemptsUsed, now);
}
