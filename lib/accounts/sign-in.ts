import { Auth } from "@auth/core";
import { CallbackRouteError, CredentialsSignin } from "@auth/core/errors";
import { readEnv } from "#lib/env.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { authConfig, authPath } from "./auth-config.ts";
import type { SignInInput } from "./schemas.ts";
import { sessionCookie } from "./session.ts";
import { type TooManyTries, type TryLimits, throttle } from "./throttle.ts";
import type { Viewer } from "./viewer.ts";

/** One code for an unknown address and a wrong password: the form tells nobody who has an account. */
export type SignInRefusal = { readonly code: "wrong-credentials" } | TooManyTries;

/**
 * Signs in by address and password, through @auth/core. Returns the token of a new session, for the cookie that
 * `sessionCookie` names. What the viewer did as a guest becomes the user's. Too many tries are refused before the password is read.
 */
export async function signIn(
  viewer: Viewer,
  input: SignInInput,
  clientAddress: string,
  now: Date,
  limits?: TryLimits,
  origin: URL = readEnv().origin,
): Promise<Result<{ readonly token: string }, SignInRefusal>> {
  const admitted = await throttle(input.email, clientAddress, now, limits);
  if (!admitted.ok) return admitted;
  const form = new Request(new URL(`${authPath}/callback/credentials`, origin), {
    method: "POST",
    // No cookie goes in: who the viewer is was read from the session already.
    body: new URLSearchParams({ email: input.email, password: input.password }),
  });
  try {
    const answer = await Auth(form, authConfig({ viewer, origin, now }));
    const { name } = sessionCookie(origin);
    const token = answer.cookies?.find((cookie) => cookie.name === name)?.value;
    if (!token) throw new Error(`@auth/core answered ${answer.status ?? "without a status"} and made no session`);
    return succeed({ token });
  } catch (error) {
    if (error instanceof CredentialsSignin) return refuse({ code: "wrong-credentials" });
    // A database that is gone, say. @auth/core wraps it; the log should hold what happened.
    if (error instanceof CallbackRouteError && error.cause?.err instanceof Error) throw error.cause.err;
    throw error;
  }
}
