import { randomBytes } from "node:crypto";

/** Crockford's base 32: no I, L, O and U, so that nothing can be taken for something else when it is read off paper. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/**
 * 16 of 32 signs: 80 random bits. At a million guesses a second, the first of a million certificates would be met after about
 * forty thousand years, so its address needs no other guard.
 */
export function makeCertificateCode(): string {
  // 256 is a multiple of 32: each sign is as likely as any other.
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}
