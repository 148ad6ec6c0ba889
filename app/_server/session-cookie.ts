import "server-only";
import { cookies } from "next/headers";
import { type SessionCookie, sessionCookie } from "#lib/accounts/session.ts";
import { readEnv } from "#lib/env.ts";

function ownCookie(): SessionCookie {
  return sessionCookie(readEnv().origin);
}

/** The token this browser sent; null where it sent none. */
export async function sentToken(): Promise<string | null> {
  return (await cookies()).get(ownCookie().name)?.value ?? null;
}

/** Gives the browser a token to keep. Only in answer to a post. */
export async function keepToken(token: string): Promise<void> {
  const { name, attributes } = ownCookie();
  (await cookies()).set(name, token, attributes);
}

export async function forgetToken(): Promise<void> {
  const { name, attributes } = ownCookie();
  // With its attributes: a browser ignores a `__Host-` cookie that comes without them, and would keep the token.
  (await cookies()).set(name, "", { ...attributes, maxAge: 0 });
}
