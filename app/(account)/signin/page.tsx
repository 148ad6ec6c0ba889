import type { Metadata } from "next";
import { AccountForm } from "../../_components/form/account-form.tsx";
import { AccountPage, type AccountParams } from "../account-page.tsx";
import { submitSignIn } from "../actions.ts";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default function SignInPage({ searchParams }: AccountParams) {
  return (
    <AccountPage
      path="/signin"
      title="Sign in"
      searchParams={searchParams}
      other={{ path: "/signup", label: "Make an account" }}
    >
      {(to) => (
        <AccountForm
          action={submitSignIn}
          address={`/signin?to=${encodeURIComponent(to)}`}
          hidden={{ to }}
          submitLabel="Sign in"
          fields={[
            { name: "email", label: "E-mail address", type: "email", autoComplete: "username" },
            { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
          ]}
        />
      )}
    </AccountPage>
  );
}
