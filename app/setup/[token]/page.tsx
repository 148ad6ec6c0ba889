import type { Metadata } from "next";
import { isSetupOpen } from "#lib/accounts/queries.ts";
import { AccountForm } from "../../_components/form/account-form.tsx";
import { newAccountFields } from "../../_components/form/new-account-fields.ts";
import { PageFrame } from "../../_components/layout/page-frame.tsx";
import { RefusalMessage } from "../../_components/refusal-message.tsx";
import { currentViewer, headerViewer } from "../../_server/viewer.ts";
import { submitSetup } from "../../(account)/actions.ts";

export const metadata: Metadata = { title: "Set up this site", robots: { index: false }, referrer: "no-referrer" };

/** Where the link of the first start leads. Looking uses nothing up: only the form's post does. */
export default async function SetupPage({ params }: { readonly params: Promise<{ readonly token: string }> }) {
  const { token } = await params;
  const [viewer, isOpen] = await Promise.all([currentViewer(), isSetupOpen(token)]);
  return (
    <PageFrame viewer={headerViewer(viewer)} path={`/setup/${token}`}>
      <div className="column">
        <h1 className="page-title">Set up this site</h1>
        {isOpen ? (
          <>
            <p className="mt-4">This makes the account of the site's first admin. The link works once.</p>
            <AccountForm
              action={submitSetup}
              address={`/setup/${token}`}
              hidden={{ setup: token }}
              submitLabel="Make the admin's account"
              fields={newAccountFields}
            />
          </>
        ) : (
          <div className="mt-6">
            <RefusalMessage code="setup-closed" />
            <p className="mt-6">
              <a className="button" href="/signin">
                Sign in
              </a>
            </p>
          </div>
        )}
      </div>
    </PageFrame>
  );
}
