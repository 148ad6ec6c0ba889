import type { Metadata } from "next";
import { AccountForm } from "../../_components/form/account-form.tsx";
import { newAccountFields } from "../../_components/form/new-account-fields.ts";
import { AccountPage, type AccountParams } from "../account-page.tsx";
import { submitSignUp } from "../actions.ts";

export const metadata: Metadata = { title: "Make an account", robots: { index: false } };

export default function SignUpPage({ searchParams }: AccountParams) {
  return (
    <AccountPage
      path="/signup"
      title="Make an account"
      searchParams={searchParams}
      other={{ path: "/signin", label: "Sign in" }}
    >
      {(to) => (
        <AccountForm
          action={submitSignUp}
          address={`/signup?to=${encodeURIComponent(to)}`}
          hidden={{ to }}
          submitLabel="Make an account"
          fields={newAccountFields}
        />
      )}
    </AccountPage>
  );
}
