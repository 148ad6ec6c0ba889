import type { Metadata } from "next";
import { readEnv } from "#lib/env.ts";
import { selectCertificateStandings } from "#lib/progress/select-certificate-standing.ts";
import { StandingsPage, standingsPath } from "../_components/certificate/standings-page.tsx";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";
import { submitCertificate } from "./actions.ts";

export const metadata: Metadata = { title: "Certificate", robots: { index: false } };

/** How whoever asks stands with the certificate of each course. */
export default async function Certificates() {
  const viewer = await currentViewer();
  const isUser = viewer.kind === "user";
  const standings = isUser ? await selectCertificateStandings(viewer, now()) : null;
  return (
    <PageFrame viewer={headerViewer(viewer)} path={standingsPath}>
      <StandingsPage
        standings={standings}
        name={isUser ? viewer.name : null}
        origin={readEnv().origin.origin}
        issue={submitCertificate}
      />
    </PageFrame>
  );
}
