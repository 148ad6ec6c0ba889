import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageFrame } from "../../../_components/layout/page-frame.tsx";
import { currentViewer, headerViewer } from "../../../_server/viewer.ts";

export const metadata: Metadata = { title: "Erased", robots: { index: false } };

/** Where one stands after everything is gone. Of somebody with a session something is kept. */
export default async function Erased() {
  const viewer = await currentViewer();
  if (viewer.kind !== "visitor") redirect("/account");
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/account/erased">
      <div className="column">
        <h1 className="page-title">It is erased</h1>
        <p className="lede mt-4">Nothing on this site leads to you any more, and you are signed out everywhere.</p>
        <ul className="list-disc mt-4 pl-6">
          <li>Your answers are gone, with their verdicts, drafts and hints, and so is your progress.</li>
          <li>If you had an account: its address, name and password are gone, and its levels.</li>
          <li>If you had a certificate: its address leads nowhere now.</li>
        </ul>
        <p className="mt-4">
          Receipts that you gave to others can still be checked: they hold an answer and no name. Whoever runs this site
          may keep a backup from before for a while.
        </p>
        <p className="mt-6">
          <a className="button" href="/">
            To the lessons
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
