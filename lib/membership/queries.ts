import { db } from "#lib/db/client.ts";
import { isInForce } from "./grant.ts";

export interface GrantView {
  readonly level: string;
  /** The level's name, as the levels page has it. */
  readonly name: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly revokedAt: Date | null;
  readonly isInForce: boolean;
}

/** Everything a user was ever given, latest first. Only for that user and for admins. */
export async function selectGrants(userId: string, now: Date): Promise<readonly GrantView[]> {
  const grants = await db.grant.findMany({
    where: { userId },
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
    select: { levelSlug: true, startsAt: true, endsAt: true, revokedAt: true, level: { select: { name: true } } },
  });
  return grants.map(({ levelSlug, level, ...dates }) => ({
    level: levelSlug,
    name: level.name,
    ...dates,
    isInForce: isInForce({ level: levelSlug, ...dates }, now),
  }));
}

/** Slugs of all levels, in the author's order. */
export async function selectLevelSlugs(): Promise<readonly string[]> {
  const levels = await db.level.findMany({ orderBy: [{ ordinal: "asc" }, { slug: "asc" }], select: { slug: true } });
  return levels.map((level) => level.slug);
}
