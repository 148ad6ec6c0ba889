import { certificateCode } from "#lib/progress/schemas.ts";
import { type CertificateRecord, selectCertificateRecord } from "#lib/progress/select-certificate.ts";
import { done, type Outcome, refused } from "./outcome.ts";
import { readOptions, readValue } from "./read-options.ts";
import { withDatabase } from "./with-database.ts";
import { noSuchCertificate } from "./wording.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("certificate show", args, { needed: ["code"] });
  if (!options.ok) return options;
  const code = readValue("--code", certificateCode, options.value.code);
  if (!code.ok) return code;
  const certificate = await withDatabase(() => selectCertificateRecord(code.value));
  return certificate === null ? refused(noSuchCertificate(code.value)) : done(printCertificate(certificate));
}

function printCertificate({ code, name, email, course, courseRevision, issuedAt, revoked }: CertificateRecord): string {
  const lines = [
    `Certificate ${code}`,
    `  name      ${name}`,
    `  account   ${email ?? "none"}`,
    `  course    ${course.title} (${course.slug}), revision ${courseRevision}`,
    `  issued    ${issuedAt.toISOString()}`,
    revoked === null
      ? "  revoked   no"
      : `  revoked   ${revoked.at.toISOString()} by ${revoked.by}, because: ${revoked.reason}`,
  ];
  return lines.join("\n");
}
