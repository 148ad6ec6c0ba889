import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { Viewer } from "./viewer.ts";

export type EraseGuestRefusal = { readonly code: "not-a-guest" };

/**
 * Takes away everything a guest did, and the guest: the learner's row leads to all of it. There is no password to ask for. Work
 * that became an account's in the meantime is the account's.
 */
export async function eraseGuestWork(viewer: Viewer): Promise<Result<null, EraseGuestRefusal>> {
  if (viewer.kind !== "guest") return refuse({ code: "not-a-guest" });
  await db.learner.deleteMany({ where: { id: viewer.learnerId, userId: null } });
  return succeed(null);
}
