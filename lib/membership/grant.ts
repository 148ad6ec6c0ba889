/** What a decision needs to know of a grant. All instants are UTC. */
export interface GrantFacts {
  readonly level: string;
  readonly startsAt: Date;
  /** Null: no end. */
  readonly endsAt: Date | null;
  /** When it was taken back; null: never. */
  readonly revokedAt: Date | null;
}

/** The first instant at which the grant no longer holds, whether it ran out or was taken back; null: it has no end. */
export function endOf(grant: GrantFacts): Date | null {
  const { endsAt, revokedAt } = grant;
  if (endsAt === null || revokedAt === null) return endsAt ?? revokedAt;
  return new Date(Math.min(endsAt.getTime(), revokedAt.getTime()));
}

/** Half-open: in force while `startsAt ≤ now < end`. At the very end it is over, so that two grants in a row never overlap. */
export function isInForce(grant: GrantFacts, now: Date): boolean {
  const end = endOf(grant);
  return grant.startsAt <= now && (end === null || now < end);
}

/** Was in force once and is over. One that was taken back before it began never held, so it has not lapsed. */
export function hasLapsed(grant: GrantFacts, now: Date): boolean {
  const end = endOf(grant);
  return end !== null && grant.startsAt < end && end <= now;
}
