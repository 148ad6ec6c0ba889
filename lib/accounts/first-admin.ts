import { db } from "#lib/db/client.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { type Env, EnvironmentMistake } from "#lib/env.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { type AddressUnusable, insertUser, selectOptionalUser } from "./create-user.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { type NewUserInput, newUserSchema } from "./schemas.ts";
import { hashToken, isToken, makeToken } from "./session.ts";
import { startSession } from "./start-session.ts";
import { type TooManyTries, type TryLimits, throttle } from "./throttle.ts";
import { visitor } from "./viewer.ts";

// Any number, the same for all: of two who would make the first admin at once, the second waits and finds one.
const turn = 20_260_002;

async function takeTurn(tx: Work): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${turn})`;
}

async function hasAdmin(client: Work): Promise<boolean> {
  return (await client.user.findFirst({ where: { role: "admin" }, select: { id: true } })) !== null;
}

/** ADMIN_EMAIL and ADMIN_PASSWORD as they are stored. Throws an EnvironmentMistake where an account may not have them. */
export function parseAdmin(admin: { readonly email: string; readonly password: string }): NewUserInput {
  const parsed = newUserSchema.safeParse(admin);
  if (parsed.success) return parsed.data;
  const variables: Record<string, string> = { email: "ADMIN_EMAIL", password: "ADMIN_PASSWORD" };
  throw new EnvironmentMistake(
    parsed.error.issues.map((issue) => `${variables[String(issue.path[0])]} cannot be used: ${issue.message}`),
  );
}

/** An existing account becomes the admin's. Its sessions end, as at every change of role. */
async function promote(tx: Work, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { role: "admin", passwordHash }, select: { id: true } });
  await tx.session.deleteMany({ where: { userId } });
}

/**
 * Called at every start. Does nothing once there is an admin. Otherwise the environment's ADMIN_EMAIL becomes one with the
 * password given there, even if somebody has signed up with that address; or else a link is made that can make one admin,
 * once. Only the latest start's link works, since only its hash is kept and older ones cannot be printed again.
 */
export async function ensureFirstAdmin(env: Env, now: Date): Promise<{ readonly setupLink: string | null }> {
  if (await hasAdmin(db)) return { setupLink: null };
  if (env.admin !== null) {
    const { email, name, password } = parseAdmin(env.admin);
    const passwordHash = await hashPassword(password);
    await transaction(async (tx) => {
      await takeTurn(tx);
      if (await hasAdmin(tx)) return;
      const created = await insertUser(tx, { email, name, passwordHash, role: "admin" }, null, now);
      if (created.ok) return;
      const { id } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
      await promote(tx, id, passwordHash);
    });
    return { setupLink: null };
  }
  const token = makeToken();
  const isMade = await transaction(async (tx) => {
    await takeTurn(tx);
    if (await hasAdmin(tx)) return false;
    await tx.setupToken.deleteMany({ where: { usedAt: null } });
    await tx.setupToken.create({ data: { tokenHash: hashToken(token), createdAt: now } });
    return true;
  });
  return { setupLink: isMade ? new URL(`/setup/${token}`, env.origin).href : null };
}

export type SetupRefusal = { readonly code: "setup-closed" } | AddressUnusable | TooManyTries;

/**
 * Makes the first admin and signs them in. `setup-closed`: the link is unknown, used, older than the last start, or there is
 * an admin already. An address that has an account is taken only together with that account's own password.
 */
export async function useSetupToken(
  setupToken: string,
  input: NewUserInput,
  clientAddress: string,
  now: Date,
  limits?: TryLimits,
): Promise<Result<{ readonly token: string }, SetupRefusal>> {
  if (!isToken(setupToken)) return refuse({ code: "setup-closed" });
  const admitted = await throttle(input.email, clientAddress, now, limits);
  if (!admitted.ok) return admitted;
  const existing = await selectOptionalUser(input.email);
  // Also for an address without an account: whoever has no link may post here, and learns nothing from the time it takes.
  const matches = await verifyPassword(existing?.passwordHash ?? null, input.password);
  const isTheirs = existing !== null && matches;
  const passwordHash = await hashPassword(input.password);
  const token = makeToken();
  return transaction(async (tx) => {
    await takeTurn(tx);
    const open = await tx.setupToken.findFirst({ where: { tokenHash: hashToken(setupToken), usedAt: null } });
    if (open === null || (await hasAdmin(tx))) return refuse({ code: "setup-closed" });
    const user = { email: input.email, name: input.name, passwordHash, role: "admin" } as const;
    const created = isTheirs ? succeed({ userId: existing.id }) : await insertUser(tx, user, null, now);
    if (!created.ok) return created;
    if (isTheirs) await promote(tx, existing.id, passwordHash);
    await tx.setupToken.update({ where: { tokenHash: open.tokenHash }, data: { usedAt: now } });
    await startSession(tx, visitor, created.value.userId, token, now);
    return succeed({ token });
  });
}
