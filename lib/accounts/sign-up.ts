import { transaction } from "#lib/db/transaction.ts";
import { type Result, succeed } from "#lib/result.ts";
import { type AddressUnusable, insertUser } from "./create-user.ts";
import { hashPassword } from "./password.ts";
import type { NewUserInput } from "./schemas.ts";
import { makeToken } from "./session.ts";
import { startSession } from "./start-session.ts";
import { type TooManyTries, type TryLimits, throttle } from "./throttle.ts";
import type { Viewer } from "./viewer.ts";

export type SignUpRefusal = AddressUnusable | TooManyTries;

/**
 * Makes a learner's account and signs in. A guest's work stays where it is and becomes the account's.
 *
 * `address-unusable` is all that is told of an address that has an account. Something must be told: without mail the answer
 * cannot go to the address instead, and silence would leave a person before a form that does nothing. The word says that
 * this form will not take it, not that somebody is known here, and the password is hashed first, so that a taken
 * address costs the same time as a free one.
 */
export async function signUp(
  viewer: Viewer,
  input: NewUserInput,
  clientAddress: string,
  now: Date,
  limits?: TryLimits,
): Promise<Result<{ readonly token: string }, SignUpRefusal>> {
  const admitted = await throttle(input.email, clientAddress, now, limits);
  if (!admitted.ok) return admitted;
  const passwordHash = await hashPassword(input.password);
  const token = makeToken();
  return transaction(async (tx) => {
    const user = { email: input.email, name: input.name, passwordHash, role: "learner" } as const;
    const created = await insertUser(tx, user, viewer.kind === "guest" ? viewer.learnerId : null, now);
    if (!created.ok) return created;
    await startSession(tx, viewer, created.value.userId, token, now);
    return succeed({ token });
  });
}
