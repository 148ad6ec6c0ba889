import type { Viewer } from "#lib/accounts/viewer.ts";

/** Who gives or takes a grant: someone who asks over the site, or the operator, who has the machine. */
export type Actor = Viewer | "command line";

/** The name kept with the grant; null for somebody who may not give any. */
export function actingAs(actor: Actor): string | null {
  if (actor === "command line") return actor;
  return actor.kind === "user" && actor.role === "admin" ? actor.email : null;
}
