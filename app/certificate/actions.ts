"use server";

import { issueCertificate } from "#lib/progress/issue-certificate.ts";
import { certificateInput } from "#lib/progress/schemas.ts";
import { succeed } from "#lib/result.ts";
import { certificatePath } from "../_components/certificate/certificate-page.tsx";
import { now } from "../_server/clock.ts";
import { formAction } from "../_server/form-action.ts";
import { leaveFor } from "../_server/leave.ts";
import { currentViewer } from "../_server/viewer.ts";

export const submitCertificate = formAction(certificateInput, async (input) => {
  const issued = await issueCertificate(await currentViewer(), input, now());
  return issued.ok ? succeed(await leaveFor(certificatePath(issued.value.code))) : issued;
});
