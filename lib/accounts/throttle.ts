import { createHash } from "node:crypto";
import { db } from "#lib/db/client.ts";
import type { Work } from "#lib/db/transaction.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { clientNetwork } from "./client-network.ts";

/** The same whether the address has an account or not, and whether the password was right. */
export interface TooManyTries {
  readonly code: "too-many-tries";
}

/** How many tries are let through in any `tryWindow`. */
export interface TryLimits {
  readonly perEmail: number;
  readonly perClient: number;
}

/**
 * A person who has forgotten a password tries a few; a school behind one address has a class that signs in at once. NIST SP
 * 800-63B (5.2.2) asks that failures on one account be limited, OWASP's Authentication Cheat Sheet that it be done per
 * account and not by client alone, since a guesser has many addresses.
 */
export const tryLimits: TryLimits = { perEmail: 10, perClient: 100 };

/** In ms. The refusal's sentence names it: whoever waits this long has all their tries again. */
export const tryWindow = 60_000;

/** How many left-over rows one try may clear away: more than the two it adds, few enough not to be felt. */
const clearedAtOnce = 20;

/**
 * Counts a try to sign in or to make an account, before anything is looked up or hashed for it, and refuses one too many. What
 * one limit refuses does not count towards it. The client's comes first: whoever is over it uses up no address's tries.
 *
 * It stands outside the command's transaction, which would take the count back where it fails.
 */
export async function throttle(
  email: string,
  clientAddress: string,
  now: Date,
  limits: TryLimits = tryLimits,
): Promise<Result<null, TooManyTries>> {
  const isWithin =
    (await countTry(`client ${clientNetwork(clientAddress)}`, limits.perClient, now)) &&
    (await countTry(emailKey(email), limits.perEmail, now));
  await clearOldTries(now);
  return isWithin ? succeed(null) : refuse({ code: "too-many-tries" });
}

/** For an address that nobody has here any more: the row would tell, to whoever can guess it, that somebody had. */
export async function forgetTries(tx: Work, email: string): Promise<void> {
  await tx.recentTries.deleteMany({ where: { keyHash: hashKey(emailKey(email)) } });
}

const emailKey = (email: string): string => `email ${email}`;

function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/**
 * One statement, so that of many at once, on any server, PostgreSQL takes one after the other. A try always enters behind those
 * of the last window; in the place after the last that is allowed it has lost, and is dropped by the next.
 */
async function countTry(key: string, most: number, now: Date): Promise<boolean> {
  const keyHash = hashKey(key);
  const windowStart = new Date(now.getTime() - tryWindow);
  const [row] = await db.$queryRaw<{ isWithin: boolean }[]>`
    INSERT INTO "RecentTries" AS kept ("keyHash", tries, "lastAt")
    VALUES (${keyHash}, ARRAY[${now}::timestamptz], ${now}::timestamptz)
    ON CONFLICT ("keyHash") DO UPDATE SET
      tries = ARRAY(
        SELECT counted.at FROM unnest(kept.tries[1:${most}::int]) AS counted(at)
        WHERE counted.at > ${windowStart}::timestamptz ORDER BY counted.at) || EXCLUDED.tries,
      "lastAt" = EXCLUDED."lastAt"
    RETURNING cardinality(tries) <= ${most}::int AS "isWithin"`;
  if (row === undefined) throw new Error("a try was not counted");
  return row.isWithin;
}

/** Waits for nobody: a row that another try holds is not old. */
async function clearOldTries(now: Date): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "RecentTries" WHERE "keyHash" IN (
      SELECT "keyHash" FROM "RecentTries" WHERE "lastAt" <= ${new Date(now.getTime() - tryWindow)}::timestamptz
      ORDER BY "lastAt" LIMIT ${clearedAtOnce}::int FOR UPDATE SKIP LOCKED)`;
}
