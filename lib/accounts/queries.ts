import { db } from "#lib/db/client.ts";
import { hashToken, isToken, lifetimes, prolongedEvery } from "./session.ts";
import { type Viewer, visitor } from "./viewer.ts";

/**
 * Who holds this token. Anything that is not the token of a living session, garbage included, is a visitor. Role and grants
 * are read anew at every call, so that a revoked grant closes at the next request. A session in use is prolonged, at most
 * once a day.
 */
export async function selectViewer(token: string | null, now: Date): Promise<Viewer> {
  if (token === null || !isToken(token)) return visitor;
  const session = await db.session.findFirst({
    where: { sessionToken: hashToken(token), expires: { gt: now } },
    select: {
      id: true,
      learnerId: true,
      expires: true,
      user: {
        select: {
          id: true,
          email: true,
          name: true,
          role: true,
          grants: {
            select: { levelSlug: true, startsAt: true, endsAt: true, revokedAt: true },
            orderBy: [{ startsAt: "asc" }, { id: "asc" }],
          },
        },
      },
    },
  });
  if (session === null) return visitor;

  const { user } = session;
  const expires = new Date(now.getTime() + (user === null ? lifetimes.guest : lifetimes.user));
  if (expires.getTime() - session.expires.getTime() >= prolongedEvery) {
    // `updateMany`, since a sign-out may have taken the row away meanwhile.
    await db.session.updateMany({ where: { id: session.id }, data: { expires } });
  }

  if (user === null) return { kind: "guest", sessionId: session.id, learnerId: session.learnerId };
  return {
    kind: "user",
    sessionId: session.id,
    learnerId: session.learnerId,
    userId: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    grants: user.grants.map(({ levelSlug, ...dates }) => ({ level: levelSlug, ...dates })),
  };
}

/** Is this the link that makes the first admin, still unused, on a site without an admin? Looking does not use it up. */
export async function isSetupOpen(token: string): Promise<boolean> {
  if (!isToken(token)) return false;
  const [link, admin] = await Promise.all([
    db.setupToken.findFirst({ where: { tokenHash: hashToken(token), usedAt: null }, select: { tokenHash: true } }),
    db.user.findFirst({ where: { role: "admin" }, select: { id: true } }),
  ]);
  return link !== null && admin === null;
}

/** In how many browsers somebody is signed in now. */
export function countSessions(userId: string, now: Date): Promise<number> {
  return db.session.count({ where: { userId, expires: { gt: now } } });
}
