import type { SignedIn } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type CertificateDecision, decideCertificate } from "./certificate.ts";
import { selectCourseWork } from "./select-course-work.ts";

/** How somebody stands with the certificate of one course. */
export interface CertificateStanding {
  readonly course: { readonly slug: string; readonly title: string };
  /** The one they hold or held. */
  readonly certificate: {
    readonly code: string;
    readonly name: string;
    /** ISO 8601, UTC. */
    readonly issuedAt: string;
    readonly revoked: { readonly at: string; readonly reason: string } | null;
  } | null;
  readonly decision: CertificateDecision;
  /** Required exercises. */
  readonly required: number;
}

export async function selectCertificateStandings(viewer: SignedIn, now: Date): Promise<readonly CertificateStanding[]> {
  const [courses, certificates] = await Promise.all([
    selectCourseWork(viewer, now),
    db.certificate.findMany({
      where: { learnerId: viewer.learnerId },
      select: { courseId: true, code: true, name: true, issuedAt: true, revokedAt: true, revokedFor: true },
    }),
  ]);
  return courses.map(({ courseId, slug, title, exercises }) => {
    const own = certificates.find((certificate) => certificate.courseId === courseId);
    return {
      course: { slug, title },
      certificate: own === undefined ? null : heldView(own),
      decision: decideCertificate(exercises),
      required: exercises.filter(({ isRequired }) => isRequired).length,
    };
  });
}

interface Held {
  readonly code: string;
  readonly name: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedFor: string | null;
}

function heldView({ code, name, issuedAt, revokedAt, revokedFor }: Held): CertificateStanding["certificate"] {
  const revoked = revokedAt === null ? null : { at: revokedAt.toISOString(), reason: revokedFor ?? "" };
  return { code, name, issuedAt: issuedAt.toISOString(), revoked };
}
