import type { Viewer } from "#lib/accounts/viewer.ts";
import { endOf, hasLapsed, isInForce } from "#lib/membership/grant.ts";

export type OpenDecision =
  | { readonly access: "open"; readonly because: "free" | "staff" }
  | { readonly access: "open"; readonly because: "grant"; readonly level: string };

/** Closed, with everything the screen "why can't I see this?" says. */
export interface ClosedDecision {
  readonly access: "closed";
  readonly because: "needs-level";
  /** Any one of these opens it. */
  readonly requires: readonly string[];
  readonly signedIn: boolean;
  /** Those of the required levels that this viewer once held, each with its latest end. */
  readonly lapsed: readonly { readonly level: string; readonly endedAt: Date }[];
}

export type Decision = OpenDecision | ClosedDecision;

/**
 * May this viewer read something that these levels open? No level: free for all. Levels are a set, not a ladder: any one
 * listed is enough. Decide with this before the body is loaded.
 */
export function canRead(viewer: Viewer, resource: { readonly levels: readonly string[] }, now: Date): Decision {
  const requires = resource.levels;
  if (requires.length === 0) return { access: "open", because: "free" };
  if (viewer.kind !== "user") {
    return { access: "closed", because: "needs-level", requires, signedIn: false, lapsed: [] };
  }
  // A grant is named before the role: an author who also holds the level is told the reason that outlasts the role.
  const held = viewer.grants.find((grant) => requires.includes(grant.level) && isInForce(grant, now));
  if (held !== undefined) return { access: "open", because: "grant", level: held.level };
  if (viewer.role !== "learner") return { access: "open", because: "staff" };

  const lapsed = requires.flatMap((level) => {
    const ends = viewer.grants
      .filter((grant) => grant.level === level && hasLapsed(grant, now))
      .map((grant) => endOf(grant)?.getTime() ?? Number.NEGATIVE_INFINITY);
    return ends.length === 0 ? [] : [{ level, endedAt: new Date(Math.max(...ends)) }];
  });
  return { access: "closed", because: "needs-level", requires, signedIn: true, lapsed };
}
