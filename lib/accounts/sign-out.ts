import { db } from "#lib/db/client.ts";
import type { Viewer } from "./viewer.ts";

/** Ends this session. A guest's stays: without it nobody could ever reach that work again. */
export async function signOut(viewer: Viewer): Promise<void> {
  if (viewer.kind === "user") await db.session.deleteMany({ where: { id: viewer.sessionId, userId: viewer.userId } });
}
