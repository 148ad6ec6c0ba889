import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { type Actor, actingAs } from "./actor.ts";
import { selectLevelSlugs } from "./queries.ts";

export interface RevokeInput {
  /** In its stored spelling. */
  readonly email: string;
  readonly level: string;
}

export type RevokeRefusal =
  | { readonly code: "not-allowed" }
  | { readonly code: "unknown-user" }
  | { readonly code: "unknown-level"; readonly known: readonly string[] }
  /** Nothing of this level is in force or to come. */
  | { readonly code: "nothing-held" };

/** Ends every grant of this level that is in force or to come, from now on. The rows stay, with the moment of revoking. */
export async function revokeGrants(
  actor: Actor,
  { email, level }: RevokeInput,
  now: Date,
): Promise<Result<{ readonly revoked: number }, RevokeRefusal>> {
  if (actingAs(actor) === null) return refuse({ code: "not-allowed" });
  const [user, known] = await Promise.all([
    db.user.findUnique({ where: { email }, select: { id: true } }),
    selectLevelSlugs(),
  ]);
  if (user === null) return refuse({ code: "unknown-user" });
  if (!known.includes(level)) return refuse({ code: "unknown-level", known });
  const { count } = await db.grant.updateMany({
    where: { userId: user.id, levelSlug: level, revokedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    data: { revokedAt: now },
  });
  return count === 0 ? refuse({ code: "nothing-held" }) : succeed({ revoked: count });
}
