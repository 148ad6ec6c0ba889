import { db } from "#lib/db/client.ts";
import { type Actor, actingAs } from "#lib/membership/actor.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";

export interface RevokeCertificateInput {
  readonly code: string;
  /** Its holder is told. */
  readonly reason: string;
}

export type RevokeCertificateRefusal =
  | { readonly code: "not-allowed" }
  | { readonly code: "unknown-certificate" }
  | { readonly code: "already-revoked"; readonly at: Date };

/** From now on its address says that it was revoked, and nothing else. The row stays, and its holder gets no other. */
export async function revokeCertificate(
  actor: Actor,
  { code, reason }: RevokeCertificateInput,
  now: Date,
): Promise<Result<{ readonly name: string; readonly course: string }, RevokeCertificateRefusal>> {
  const revokedBy = actingAs(actor);
  if (revokedBy === null) return refuse({ code: "not-allowed" });
  // One statement decides: of two at once, the first one's reason stays.
  const { count } = await db.certificate.updateMany({
    where: { code, revokedAt: null },
    data: { revokedAt: now, revokedBy, revokedFor: reason },
  });
  const certificate = await db.certificate.findUnique({
    where: { code },
    select: { name: true, revokedAt: true, course: { select: { title: true } } },
  });
  if (certificate === null) return refuse({ code: "unknown-certificate" });
  const { name, course, revokedAt } = certificate;
  if (count === 0 && revokedAt !== null) return refuse({ code: "already-revoked", at: revokedAt });
  return succeed({ name, course: course.title });
}
