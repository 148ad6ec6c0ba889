import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { readEnv } from "#lib/env.ts";
import { certificateCode } from "#lib/progress/schemas.ts";
import { selectCertificate } from "#lib/progress/select-certificate.ts";
import { CertificatePage, certificatePath } from "../../_components/certificate/certificate-page.tsx";
import { PageFrame } from "../../_components/layout/page-frame.tsx";
import { now } from "../../_server/clock.ts";
import { currentViewer, headerViewer } from "../../_server/viewer.ts";

/** Whoever has the address may see it; nobody finds a name here by searching for it. */
export const metadata: Metadata = {
  title: "Certificate",
  robots: { index: false, follow: false, noarchive: true },
  referrer: "no-referrer",
};

interface CertificateParams {
  readonly params: Promise<{ readonly code: string }>;
}

/**
 * What is no code asks the database nothing. A code that was read off paper leads to its one address, whether there is such a
 * certificate or not.
 */
export default async function Certificate({ params }: CertificateParams) {
  const { code: asked } = await params;
  const code = certificateCode.safeParse(decodeURIComponent(asked));
  if (!code.success) notFound();
  if (code.data !== asked) permanentRedirect(certificatePath(code.data));
  const [viewer, certificate] = await Promise.all([currentViewer(), selectCertificate(code.data, now())]);
  if (certificate === null) notFound();
  const path = certificatePath(certificate.code);
  return (
    <PageFrame viewer={headerViewer(viewer)} path={path}>
      <CertificatePage certificate={certificate} address={new URL(path, readEnv().origin).href} />
    </PageFrame>
  );
}
