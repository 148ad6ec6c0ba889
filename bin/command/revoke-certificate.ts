import { reasonSchema } from "#lib/membership/schemas.ts";
import { type RevokeCertificateRefusal, revokeCertificate } from "#lib/progress/revoke-certificate.ts";
import { certificateCode } from "#lib/progress/schemas.ts";
import { done, type Outcome, refused } from "./outcome.ts";
import { readOptions, readValue } from "./read-options.ts";
import { withDatabase } from "./with-database.ts";
import { noSuchCertificate, typedAs } from "./wording.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("certificate revoke", args, { needed: ["code", "reason"] });
  if (!options.ok) return options;
  const code = readValue("--code", certificateCode, options.value.code);
  if (!code.ok) return code;
  const reason = readValue("--reason", reasonSchema, options.value.reason);
  if (!reason.ok) return reason;

  const input = { code: code.value, reason: reason.value };
  const revoked = await withDatabase((now) => revokeCertificate("command line", input, now));
  if (!revoked.ok) return refused(explain(revoked.refusal, input.code));
  const { name, course } = revoked.value;
  return done(
    `Certificate ${input.code} of ${name} for "${course}" is revoked from now on. Its page says so, without the name.`,
  );
}

function explain(refusal: RevokeCertificateRefusal, code: string): string {
  switch (refusal.code) {
    case "unknown-certificate":
      return noSuchCertificate(code);
    case "already-revoked": {
      const show = typedAs(`certificate show --code ${code}`);
      return `Certificate ${code} was revoked already, on ${refusal.at.toISOString()}, so nothing was changed. By whom and why: ${show}`;
    }
    case "not-allowed":
      throw new Error("the command line may revoke certificates");
  }
}
