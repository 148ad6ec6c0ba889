import type { GrantFacts } from "#lib/membership/grant.ts";

export type Role = "learner" | "author" | "admin";

/** Someone with a session and no account: their work is kept, and moves into the account they make later. */
export interface Guest {
  readonly kind: "guest";
  readonly sessionId: string;
  readonly learnerId: string;
}

/** Someone signed in. Role and grants are as they stood when this request began. */
export interface SignedIn {
  readonly kind: "user";
  readonly sessionId: string;
  readonly learnerId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  /** All of them, also those that are over: the gate says why it is closed. */
  readonly grants: readonly GrantFacts[];
}

export type GuestOrUser = Guest | SignedIn;

/** Who asks. A visitor has no session: reading alone makes none. */
export type Viewer = { readonly kind: "visitor" } | GuestOrUser;

export const visitor: Viewer = { kind: "visitor" };
