import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Counted in Unicode characters. There are no rules on which ones (NIST SP 800-63B). */
export const leastCharacters = 10;
/** A bound on the work that a stranger can ask for. */
export const mostBytes = 1024;

// argon2id is this library's default. OWASP's first choice: 19 MiB, two passes, one lane; about 20 ms here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard must give the same bytes. */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize("NFKC"), "utf8");
}

export type PasswordProblem = "too-short" | "too-long";

/** Null: it will do. */
export function checkPassword(password: string): PasswordProblem | null {
  if ([...password].length < leastCharacters) return "too-short";
  return Buffer.byteLength(password, "utf8") > mostBytes ? "too-long" : null;
}

/** The hash in PHC form, with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(bytesOf(password), cost);
}

let nobodys: Promise<string> | null = null;

/**
 * Is this the password? Null, for an unknown address or an account without a password, costs the same work and is never
 * right: the time of the answer tells nobody which addresses have accounts.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hash(randomBytes(32), cost);
  // Waited for in either case: the first call makes it.
  const decoy = await nobodys;
  const matches = await verify(passwordHash ?? decoy, bytesOf(password));
  return matches && passwordHash !== null;
}
