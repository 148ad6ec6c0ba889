import type { Work } from "#lib/db/transaction.ts";
import { mergeGuest } from "./merge-guest.ts";
import { hashToken, lifetimes } from "./session.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Signs `userId` in under a token that nobody has seen yet. The session that `viewer` came with ends, so that a token known
 * before sign-in is worth nothing afterwards, and what they did as a guest becomes the user's.
 */
export async function startSession(
  tx: Work,
  viewer: Viewer,
  userId: string,
  token: string,
  now: Date,
): Promise<{ readonly expires: Date }> {
  // Someone who came through another provider has no learner yet.
  const learner = await tx.learner.upsert({
    where: { userId },
    update: {},
    create: { userId, createdAt: now },
    select: { id: true },
  });
  if (viewer.kind === "guest") await mergeGuest(tx, viewer.learnerId, learner.id);
  if (viewer.kind !== "visitor") await tx.session.deleteMany({ where: { id: viewer.sessionId } });
  const expires = new Date(now.getTime() + lifetimes.user);
  await tx.session.create({
    data: { sessionToken: hashToken(token), userId, learnerId: learner.id, expires, createdAt: now },
    select: { id: true },
  });
  return { expires };
}
