import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { decideCertificate } from "./certificate.ts";
import { makeCertificateCode } from "./certificate-code.ts";
import type { CertificateInput } from "./schemas.ts";
import { selectCourseWork } from "./select-course-work.ts";

export type IssueRefusal =
  /** A guest has no name that a certificate could stand by. */
  | { readonly code: "not-signed-in" }
  | { readonly code: "unknown-course" }
  | { readonly code: "nothing-required" }
  | { readonly code: "exercises-left"; readonly left: readonly string[] }
  | { readonly code: "results-withheld" }
  | { readonly code: "certificate-revoked" };

/**
 * Gives the code of one's certificate for a course. The first call makes it; every later one gives the same, with the name of
 * then, also when the course asks for more by now.
 */
export async function issueCertificate(
  viewer: Viewer,
  { course: slug, name }: CertificateInput,
  now: Date,
): Promise<Result<{ readonly code: string }, IssueRefusal>> {
  if (viewer.kind !== "user") return refuse({ code: "not-signed-in" });
  const { learnerId } = viewer;
  const course = (await selectCourseWork(viewer, now)).find((each) => each.slug === slug);
  if (course === undefined) return refuse({ code: "unknown-course" });
  const { courseId, revision: courseRevision } = course;
  const held = await selectHeld(learnerId, courseId);
  if (held !== null) return held;

  const decision = decideCertificate(course.exercises);
  if (!decision.mayIssue) {
    if (decision.reason !== "exercises-left") return refuse({ code: decision.reason });
    return refuse({ code: decision.reason, left: decision.left.map((exercise) => exercise.slug) });
  }
  const certificate = { code: makeCertificateCode(), learnerId, courseId, name, courseRevision, issuedAt: now };
  // Of two clicks at once one makes it, and both get what was made.
  await db.certificate.createMany({ data: [certificate], skipDuplicates: true });
  const made = await selectHeld(learnerId, courseId);
  if (made === null) throw new Error(`no certificate was made for learner ${learnerId} in course ${slug}`);
  return made;
}

async function selectHeld(
  learnerId: string,
  courseId: string,
): Promise<Result<{ readonly code: string }, IssueRefusal> | null> {
  const held = await db.certificate.findUnique({
    where: { learnerId_courseId: { learnerId, courseId } },
    select: { code: true, revokedAt: true },
  });
  if (held === null) return null;
  return held.revokedAt === null ? succeed({ code: held.code }) : refuse({ code: "certificate-revoked" });
}
