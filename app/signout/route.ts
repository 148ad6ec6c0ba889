import { signOut } from "#lib/accounts/sign-out.ts";
import { pathOfOurs } from "../_server/leave.ts";
import { forgetToken } from "../_server/session-cookie.ts";
import { currentViewer } from "../_server/viewer.ts";

/**
 * Ends the session of this browser and leaves in a document of its own, so that nothing of the signed-in pages stays in the
 * router's memory. It takes a plain form and works without scripts.
 */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const viewer = await currentViewer();
  await signOut(viewer);
  // A guest's cookie is the only way to their work.
  if (viewer.kind !== "guest") await forgetToken();
  return new Response(null, { status: 303, headers: { location: pathOfOurs(form.get("to")) } });
}
