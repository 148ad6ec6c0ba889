import { saveDraft } from "#lib/progress/save-draft.ts";
import { draftInput } from "#lib/progress/schemas.ts";
import { now } from "../../_server/clock.ts";
import { currentViewer } from "../../_server/viewer.ts";

/** More than the fields of an exercise hold. */
const longestBody = 400_000;

/**
 * Keeps what somebody types, as the page sends it every few seconds and on leaving. It answers nothing: 204 where it
 * is kept, 202 where the browser's own copy has to do, as for whoever has no session.
 */
export async function POST(request: Request): Promise<Response> {
  const text = await request.text();
  if (text.length > longestBody) return new Response(null, { status: 413 });
  const parsed = draftInput.safeParse(readJson(text));
  if (!parsed.success) return new Response(null, { status: 400 });
  const saved = await saveDraft(await currentViewer(), parsed.data, now());
  return new Response(null, { status: saved.ok ? 204 : 202, headers: { "Cache-Control": "no-store" } });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
