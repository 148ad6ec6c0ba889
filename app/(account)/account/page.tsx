import type { Metadata } from "next";
import type { ReactNode } from "react";
import { countSessions } from "#lib/accounts/queries.ts";
import { eraseWord } from "#lib/accounts/schemas.ts";
import type { SignedIn } from "#lib/accounts/viewer.ts";
import { type AccountField, AccountForm } from "../../_components/form/account-form.tsx";
import { PageFrame } from "../../_components/layout/page-frame.tsx";
import { now } from "../../_server/clock.ts";
import { currentViewer, headerViewer } from "../../_server/viewer.ts";
import { submitEndSessions, submitEraseAccount, submitEraseGuest, submitName } from "./actions.ts";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };

const path = "/account";

/** What is kept of whoever asks, and what they can do with it. It asks for no level and no grant. */
export default async function Account() {
  const viewer = await currentViewer();
  return (
    <PageFrame viewer={headerViewer(viewer)} path={path}>
      <div className="column">
        {viewer.kind === "user" ? (
          <OwnAccount viewer={viewer} sessions={await countSessions(viewer.userId, now())} />
        ) : viewer.kind === "guest" ? (
          <GuestAccount />
        ) : (
          <NoAccount />
        )}
      </div>
    </PageFrame>
  );
}

const wordField: AccountField = {
  name: "word",
  label: `The word “${eraseWord}”`,
  type: "text",
  autoComplete: "off",
  hint: "Typed to show that you mean it.",
};

function OwnAccount({ viewer, sessions }: { readonly viewer: SignedIn; readonly sessions: number }) {
  return (
    <>
      <h1 className="page-title">Your account</h1>
      <p className="lede mt-4">
        Its address is <strong className="font-semibold">{viewer.email}</strong>.
      </p>
      <Work />
      <Part id="name-part" title="Name">
        <p className="mt-3">How this site addresses you. A certificate keeps the name it was made with.</p>
        <AccountForm
          action={submitName}
          address={path}
          hidden={{}}
          submitLabel="Change the name"
          fields={[
            {
              name: "name",
              label: "Name",
              type: "text",
              autoComplete: "name",
              initial: viewer.name ?? "",
              isRequired: false,
            },
          ]}
        />
      </Part>
      <Part id="sessions" title="Where you are signed in">
        <p className="mt-3">
          {sessions === 1 ? "In this browser alone." : `In ${sessions} browsers, this one among them.`}
        </p>
        <AccountForm
          action={submitEndSessions}
          address={path}
          hidden={{ everywhere: "yes" }}
          submitLabel="Sign out everywhere"
          fields={[]}
        />
      </Part>
      <Part id="erase" title="Erase this account">
        <p className="mt-3">
          This takes away your address, name and password, every answer with its verdict, your progress, your levels and
          your certificates, whose addresses will lead nowhere. It happens at once, and nobody can bring it back.
        </p>
        <AccountForm
          action={submitEraseAccount}
          address={path}
          hidden={{}}
          submitLabel="Erase this account"
          fields={[
            { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
            wordField,
          ]}
        />
      </Part>
    </>
  );
}

function GuestAccount() {
  return (
    <>
      <h1 className="page-title">You are here as a guest</h1>
      <p className="lede mt-4">
        What you have done is kept, and this browser is the only way to it. With an account you reach it from anywhere.
      </p>
      <p className="submission-foot">
        <a className="button" href="/signup?to=%2Faccount">
          Make an account
        </a>
        <a href="/signin?to=%2Faccount">Sign in</a>
      </p>
      <Work />
      <Part id="erase" title="Erase what you have done">
        <p className="mt-3">
          This takes away every answer with its verdict, and your progress. It happens at once, and nobody can bring it
          back.
        </p>
        <AccountForm
          action={submitEraseGuest}
          address={path}
          hidden={{}}
          submitLabel="Erase my work"
          fields={[wordField]}
        />
      </Part>
    </>
  );
}

function NoAccount() {
  return (
    <>
      <h1 className="page-title">Your account</h1>
      <p className="lede mt-4">You are not signed in, and nothing is kept of you here.</p>
      <p className="submission-foot">
        <a className="button" href="/signin?to=%2Faccount">
          Sign in
        </a>
        <a href="/signup?to=%2Faccount">Make an account</a>
      </p>
    </>
  );
}

function Work() {
  return (
    <p className="mt-4">
      <a href="/submissions">All your answers</a>, to look at again or to download · <a href="/progress">Progress</a> ·{" "}
      <a href="/certificate">Certificate</a>
    </p>
  );
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-10 border-t border-boundary pt-5" aria-labelledby={id}>
      <h2 id={id} className="text-heading font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
