import type { Adapter, AdapterSession } from "@auth/core/adapters";
import { PrismaAdapter } from "@auth/prisma-adapter";
import { db } from "#lib/db/client.ts";
import { transaction } from "#lib/db/transaction.ts";
import { hashToken } from "./session.ts";
import { startSession } from "./start-session.ts";
import type { Viewer } from "./viewer.ts";

/**
 * The Prisma adapter with our kind of session: the table holds the token's SHA-256, every session has a learner, and one
 * without a user (a guest's) is no session to @auth/core.
 */
export function accountsAdapter(viewer: Viewer, now: Date): Adapter {
  const sessionOf = (sessionToken: string, row: { userId: string | null; expires: Date } | null) =>
    row?.userId ? ({ sessionToken, userId: row.userId, expires: row.expires } satisfies AdapterSession) : null;
  const fields = { userId: true, expires: true } as const;

  return {
    ...PrismaAdapter(db),
    async createSession({ sessionToken, userId }) {
      const { expires } = await transaction((tx) => startSession(tx, viewer, userId, sessionToken, now));
      return { sessionToken, userId, expires };
    },
    async getSessionAndUser(sessionToken) {
      const row = await db.session.findFirst({
        where: { sessionToken: hashToken(sessionToken), expires: { gt: now } },
        select: {
          ...fields,
          user: { select: { id: true, email: true, emailVerified: true, name: true, image: true } },
        },
      });
      const session = sessionOf(sessionToken, row);
      return session !== null && row?.user ? { session, user: row.user } : null;
    },
    async updateSession({ sessionToken, expires }) {
      const [row] = await db.session.updateManyAndReturn({
        where: { sessionToken: hashToken(sessionToken) },
        data: expires === undefined ? {} : { expires },
        select: fields,
      });
      return sessionOf(sessionToken, row ?? null);
    },
    async deleteSession(sessionToken) {
      await db.session.deleteMany({ where: { sessionToken: hashToken(sessionToken) } });
    },
  };
}
