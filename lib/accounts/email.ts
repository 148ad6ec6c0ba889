export type EmailProblem = "not-an-address" | "lookalike-characters" | "quoted-address";

/** Bytes, as RFC 5321 (4.5.3.1) bounds them. */
const mostLocalBytes = 64;
const mostBytes = 254;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Letters, digits and what RFC 5322 allows unquoted, in runs that single dots join. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+(\.[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;
/** At least two labels: `ada@example` is a slip of the pen more often than an address. */
const domain =
  /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])$/u;

/**
 * The one spelling of an address that is stored and compared: trimmed, lower case, Unicode NFC. Refused are addresses that
 * another program could read as a different one: quoted local parts (`"a@evil"@example.org`), and characters that a
 * compatibility fold would change (the full-width `＠`, ligatures).
 */
export function parseEmail(
  typed: string,
): { readonly ok: true; readonly email: string } | { readonly ok: false; readonly problem: EmailProblem } {
  const refused = (problem: EmailProblem) => ({ ok: false, problem }) as const;
  // Lower case first: İ becomes two code points, which NFC then puts in order.
  const email = typed.trim().toLowerCase().normalize("NFC");
  if (email.includes('"')) return refused("quoted-address");
  if (email !== email.normalize("NFKC")) return refused("lookalike-characters");
  const [local = "", host = "", ...rest] = email.split("@");
  if (rest.length > 0 || !localPart.test(local) || !domain.test(host)) return refused("not-an-address");
  if (bytesOf(local) > mostLocalBytes || bytesOf(email) > mostBytes) return refused("not-an-address");
  return { ok: true, email };
}
