import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { type Actor, actingAs } from "./actor.ts";
import type { GrantFacts } from "./grant.ts";
import { selectLevelSlugs } from "./queries.ts";

export interface GrantInput {
  /** In its stored spelling. */
  readonly email: string;
  readonly level: string;
  /** The first moment at which it no longer holds; null: no end. */
  readonly endsAt: Date | null;
  readonly reason: string;
}

export type GiveRefusal =
  | { readonly code: "not-allowed" }
  | { readonly code: "unknown-user" }
  | { readonly code: "unknown-level"; readonly known: readonly string[] }
  | { readonly code: "ends-before-start" };

/** Gives a level from now on, as a gift. What was given before stays as it is: grants are only ever added. */
export async function giveGrant(actor: Actor, input: GrantInput, now: Date): Promise<Result<GrantFacts, GiveRefusal>> {
  const name = actingAs(actor);
  if (name === null) return refuse({ code: "not-allowed" });
  const { email, level, endsAt, reason } = input;
  if (endsAt !== null && endsAt <= now) return refuse({ code: "ends-before-start" });
  const [user, known] = await Promise.all([
    db.user.findUnique({ where: { email }, select: { id: true } }),
    selectLevelSlugs(),
  ]);
  if (user === null) return refuse({ code: "unknown-user" });
  if (!known.includes(level)) return refuse({ code: "unknown-level", known });
  const grant = { userId: user.id, levelSlug: level, source: "comp", startsAt: now, endsAt, reason } as const;
  await db.grant.create({ data: { ...grant, actor: name, createdAt: now }, select: { id: true } });
  return succeed({ level, startsAt: now, endsAt, revokedAt: null });
}
