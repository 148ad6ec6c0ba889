import type { SetupRefusal } from "#lib/accounts/first-admin.ts";
import type { SignInRefusal } from "#lib/accounts/sign-in.ts";
import type { SignUpRefusal } from "#lib/accounts/sign-up.ts";
import type { SubmitRefusal } from "#lib/progress/submit-answer.ts";

/** Every way in which a command says no. */
export type RefusalCode = (SubmitRefusal | SignInRefusal | SignUpRefusal | SetupRefusal)["code"];

/** What happened, what it means for one's work, what to do. */
const sentences = {
  "unknown-exercise":
    "There is no such exercise here any more, so nothing was checked. Your answers are still in their fields; load the page again to see what stands here now.",
  "needs-level":
    "This exercise belongs to a part that your account does not open now, so nothing was checked. What you have solved stays yours.",
  "stale-variant":
    "This page is older than the exercise: it was changed since you opened it, so nothing was checked. Your answers are still in their fields; copy them, then load the page again.",
  "missing-blank":
    "The form came without one of its fields, so nothing was checked. Load the page again and send it once more.",
  "nothing-typed": "All fields are empty. Fill in at least one of them; the others can wait.",
  "too-long": "One answer is too long to be read: up to 4,000 characters are. It is still in its field.",
  "wrong-credentials":
    "This address and this password do not belong together here. Check both; a password tells small letters from capital ones.",
  "address-unusable":
    "This form cannot make an account with that address. If it is yours and you have been here before, sign in instead.",
  "too-many-tries":
    "There were too many tries with this address or from your network, so this one was not looked at. Wait a minute, then try again.",
  "setup-closed":
    "This link does not work any more: it was used, the site was started again since, or there is an admin already. Start the site anew for another link, or sign in.",
} satisfies Record<RefusalCode, string>;

export function RefusalMessage({ code }: { readonly code: RefusalCode }) {
  return <p>{sentences[code]}</p>;
}
