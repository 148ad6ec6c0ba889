import { db } from "#lib/db/client.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { NotSignedIn } from "./end-sessions.ts";
import { verifyPassword } from "./password.ts";
import type { EraseAccountInput } from "./schemas.ts";
import { forgetTries, type TooManyTries, type TryLimits, throttle } from "./throttle.ts";
import type { Viewer } from "./viewer.ts";

export type EraseAccountRefusal =
  | NotSignedIn
  | { readonly code: "wrong-password" }
  /** Nobody else could run the site. */
  | { readonly code: "last-admin" }
  | TooManyTries;

/** What stands in the place of the address of somebody who gave grants or revoked certificates and is gone. */
export const erasedActor = "an erased account";

/**
 * Takes an account away with everything that is its learner's: one row leads to all of it. What an admin did to others stays,
 * without the admin's address. The password is asked for again, under the limits of signing in: a browser that was left open is
 * not its owner.
 */
export async function eraseAccount(
  viewer: Viewer,
  { password }: EraseAccountInput,
  clientAddress: string,
  now: Date,
  limits?: TryLimits,
): Promise<Result<null, EraseAccountRefusal>> {
  if (viewer.kind !== "user") return refuse({ code: "not-signed-in" });
  const { userId, email } = viewer;
  const admitted = await throttle(email, clientAddress, now, limits);
  if (!admitted.ok) return admitted;
  const user = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await verifyPassword(user?.passwordHash ?? null, password))) return refuse({ code: "wrong-password" });
  return transaction(async (tx) => {
    if (await isLastAdmin(tx, userId)) return refuse({ code: "last-admin" });
    await tx.grant.updateMany({ where: { actor: email }, data: { actor: erasedActor } });
    await tx.certificate.updateMany({ where: { revokedBy: email }, data: { revokedBy: erasedActor } });
    await tx.verificationToken.deleteMany({ where: { identifier: email } });
    await forgetTries(tx, email);
    // Two clicks at once: the second finds nobody, and what it wanted is done.
    await tx.user.deleteMany({ where: { id: userId } });
    return succeed(null);
  });
}

/** The rows of all admins are locked: of the last two who leave at once, the second waits and finds nobody else. */
async function isLastAdmin(tx: Work, userId: string): Promise<boolean> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "User" WHERE role = 'admin' ORDER BY id FOR UPDATE`;
  return admins.length === 1 && admins[0]?.id === userId;
}
