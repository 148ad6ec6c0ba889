import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { Viewer } from "./viewer.ts";

export interface NotSignedIn {
  readonly code: "not-signed-in";
}

/** Signs somebody out in every browser, the one that asks among them. */
export async function endSessions(viewer: Viewer): Promise<Result<{ readonly ended: number }, NotSignedIn>> {
  if (viewer.kind !== "user") return refuse({ code: "not-signed-in" });
  const { count } = await db.session.deleteMany({ where: { userId: viewer.userId } });
  return succeed({ ended: count });
}
