import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { returnPath } from "#lib/accounts/return-path.ts";
import { readEnv } from "#lib/env.ts";
import type { Leaving } from "../_components/form/account-form.tsx";

/** A path of this site, whatever a form or an address asked for. */
export function pathOfOurs(asked: FormDataEntryValue | string[] | null | undefined): string {
  return returnPath(typeof asked === "string" ? asked : null, readEnv().origin);
}

/**
 * Ends an act that changes who is asking in a full navigation: by 303 for a plain post, and by telling the form to leave for
 * one of the router's, which would otherwise stay in its own memory of the site.
 */
export async function leaveFor(goTo: string): Promise<Leaving> {
  const isRouters = (await headers()).has("next-action");
  if (!isRouters) redirect(goTo);
  return { goTo };
}
