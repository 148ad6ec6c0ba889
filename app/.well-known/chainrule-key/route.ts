import { selectPublicKeys } from "#lib/progress/signing-key.ts";
import { now } from "../../_server/clock.ts";

/** Said aloud, since no cookie is asked for and there is no database at build. */
export const dynamic = "force-dynamic";

/** How long others may keep the keys, in seconds: a key that was just made is known to all of them soon. */
const keptFor = 300;

/** The public keys that receipts are signed with, newest first. */
export async function GET(): Promise<Response> {
  return new Response(`${JSON.stringify(await selectPublicKeys(now()), null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": `public, max-age=${keptFor}`,
      // Whoever checks a receipt in a page of their own asks from there.
      "access-control-allow-origin": "*",
    },
  });
}
