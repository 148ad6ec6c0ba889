"use server";

import { z } from "zod";
import { changeName } from "#lib/accounts/change-name.ts";
import { endSessions } from "#lib/accounts/end-sessions.ts";
import { eraseAccount } from "#lib/accounts/erase-account.ts";
import { eraseGuestWork } from "#lib/accounts/erase-guest-work.ts";
import { changeNameSchema, eraseAccountSchema, eraseGuestSchema } from "#lib/accounts/schemas.ts";
import { type Result, succeed } from "#lib/result.ts";
import type { Leaving } from "../../_components/form/account-form.tsx";
import type { RefusalCode } from "../../_components/refusal-message.tsx";
import { clientAddress } from "../../_server/client-address.ts";
import { now } from "../../_server/clock.ts";
import { formAction } from "../../_server/form-action.ts";
import { leaveFor } from "../../_server/leave.ts";
import { forgetToken } from "../../_server/session-cookie.ts";
import { currentViewer } from "../../_server/viewer.ts";

type Done = Result<unknown, { readonly code: RefusalCode }>;

/** Leaves for good: the session is over, and its token with it. */
async function leaveSession(done: Done, goTo: string): Promise<Result<Leaving, { readonly code: RefusalCode }>> {
  if (!done.ok) return done;
  await forgetToken();
  return succeed(await leaveFor(goTo));
}

export const submitName = formAction(changeNameSchema, async (input) => {
  const changed = await changeName(await currentViewer(), input);
  return changed.ok ? succeed(await leaveFor("/account")) : changed;
});

export const submitEndSessions = formAction(z.object({}), async () =>
  leaveSession(await endSessions(await currentViewer()), "/signin"),
);

export const submitEraseAccount = formAction(eraseAccountSchema, async (input) =>
  leaveSession(await eraseAccount(await currentViewer(), input, await clientAddress(), now()), "/account/erased"),
);

export const submitEraseGuest = formAction(eraseGuestSchema, async () =>
  leaveSession(await eraseGuestWork(await currentViewer()), "/account/erased"),
);
