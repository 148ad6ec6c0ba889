import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import type { NotSignedIn } from "./end-sessions.ts";
import type { ChangeNameInput } from "./schemas.ts";
import type { Viewer } from "./viewer.ts";

/** How this site addresses somebody from now on; null: by the e-mail address. A certificate keeps the name it was made with. */
export async function changeName(
  viewer: Viewer,
  { name }: ChangeNameInput,
): Promise<Result<{ readonly name: string | null }, NotSignedIn>> {
  if (viewer.kind !== "user") return refuse({ code: "not-signed-in" });
  const { count } = await db.user.updateMany({ where: { id: viewer.userId }, data: { name } });
  return count === 0 ? refuse({ code: "not-signed-in" }) : succeed({ name });
}
