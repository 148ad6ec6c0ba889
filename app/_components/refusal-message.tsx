import type { NotSignedIn } from "#lib/accounts/end-sessions.ts";
import type { EraseAccountRefusal } from "#lib/accounts/erase-account.ts";
import type { EraseGuestRefusal } from "#lib/accounts/erase-guest-work.ts";
import type { SetupRefusal } from "#lib/accounts/first-admin.ts";
import type { SignInRefusal } from "#lib/accounts/sign-in.ts";
import type { SignUpRefusal } from "#lib/accounts/sign-up.ts";
import type { GiveUpRefusal } from "#lib/progress/give-up.ts";
import type { IssueRefusal } from "#lib/progress/issue-certificate.ts";
import type { DraftRefusal } from "#lib/progress/save-draft.ts";
import type { SubmitRefusal } from "#lib/progress/submit-answer.ts";
import type { HintRefusal } from "#lib/progress/take-hint.ts";

/** Every way in which a command says no. */
export type RefusalCode = (
  | SubmitRefusal
  | HintRefusal
  | GiveUpRefusal
  | DraftRefusal
  | SignInRefusal
  | SignUpRefusal
  | SetupRefusal
  | NotSignedIn
  | EraseAccountRefusal
  | EraseGuestRefusal
  | IssueRefusal
)["code"];

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
  "needs-account":
    "This exercise counts attempts or keeps its verdicts for later, so it needs an account: sign in or sign up, and you are back here with what you typed.",
  "not-yet-open": "This exercise is not open yet, so nothing was checked. Your answers are still in their fields.",
  closed: "This exercise has closed, so nothing was checked. What you handed in before counts.",
  "gave-up":
    "You have seen the solution for these numbers, so nothing is graded with them any more. Ask for another variant: fresh numbers, same question.",
  "no-attempts-left": "You have used all attempts at this exercise. What counts is what you handed in before.",
  "no-hints": "The author of this exercise gives no hints for this one.",
  "no-solution": "The solution of this exercise is shown once it is solved, and not before.",
  "no-session": "There is nothing of yours here yet to keep this with: your browser keeps it.",
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
  "not-signed-in": "You are not signed in any more, so nothing was changed. Sign in, then do it once more.",
  "wrong-password": "This is not the password of your account, so nothing was changed. Check it and send it once more.",
  "last-admin":
    "You are the only admin of this site, and without one nobody could run it, so nothing was erased. Make somebody else an admin first.",
  "not-a-guest":
    "You are not here as a guest any more, so nothing was erased. Load the page again to see what is kept.",
  "unknown-course":
    "There is no such course here any more, so no certificate was made. What you have solved stays yours.",
  "nothing-required": "This course requires no exercise, so there is nothing that a certificate could say.",
  "exercises-left":
    "Not every required exercise is solved, so no certificate was made. Load the page again to see which ones are left.",
  "results-withheld":
    "The result of a required exercise is not shown yet, so no certificate was made. Come back when it is.",
  "certificate-revoked":
    "Your certificate for this course was revoked by an admin, and there is no second one. Ask whoever runs this site.",
} satisfies Record<RefusalCode, string>;

export function RefusalMessage({ code }: { readonly code: RefusalCode }) {
  return <p>{sentences[code]}</p>;
}
