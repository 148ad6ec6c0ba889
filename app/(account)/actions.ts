"use server";

import { z } from "zod";
import { useSetupToken } from "#lib/accounts/first-admin.ts";
import { signInSchema, signUpSchema } from "#lib/accounts/schemas.ts";
import { signIn } from "#lib/accounts/sign-in.ts";
import { signUp } from "#lib/accounts/sign-up.ts";
import { type Result, succeed } from "#lib/result.ts";
import type { Leaving } from "../_components/form/account-form.tsx";
import type { RefusalCode } from "../_components/refusal-message.tsx";
import { clientAddress } from "../_server/client-address.ts";
import { now } from "../_server/clock.ts";
import { formAction } from "../_server/form-action.ts";
import { leaveFor, pathOfOurs } from "../_server/leave.ts";
import { keepToken } from "../_server/session-cookie.ts";
import { currentViewer } from "../_server/viewer.ts";

/** Where the person came from, and goes back to. */
const withReturn = { to: z.string().optional() };

type Entered = Result<{ readonly token: string }, { readonly code: RefusalCode }>;

/** Keeps the token of a session that has just begun, and leaves. */
async function enter(entered: Entered, goTo: string): Promise<Result<Leaving, { readonly code: RefusalCode }>> {
  if (!entered.ok) return entered;
  await keepToken(entered.value.token);
  return succeed(await leaveFor(goTo));
}

export const submitSignIn = formAction(signInSchema.extend(withReturn), async ({ to, ...input }) =>
  enter(await signIn(await currentViewer(), input, await clientAddress(), now()), pathOfOurs(to)),
);

export const submitSignUp = formAction(signUpSchema.extend(withReturn), async ({ to, ...input }) =>
  enter(await signUp(await currentViewer(), input, await clientAddress(), now()), pathOfOurs(to)),
);

export const submitSetup = formAction(signUpSchema.extend({ setup: z.string() }), async ({ setup, ...input }) =>
  enter(await useSetupToken(setup, input, await clientAddress(), now()), "/"),
);
