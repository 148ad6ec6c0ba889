"use server";

import { makeGuestSession } from "#lib/accounts/session.ts";
import type { Guest } from "#lib/accounts/viewer.ts";
import { answerInput } from "#lib/progress/schemas.ts";
import { submitAnswer } from "#lib/progress/submit-answer.ts";
import { now } from "../../_server/clock.ts";
import { formAction } from "../../_server/form-action.ts";
import { keepToken } from "../../_server/session-cookie.ts";
import { currentViewer } from "../../_server/viewer.ts";

/** Grades the blanks of an exercise. Whoever has no session gets one here, with the first answer that is kept. */
export const submitExercise = formAction(answerInput, async (input) =>
  submitAnswer(await currentViewer(), input, now(), beginAsGuest),
);

async function beginAsGuest(): Promise<Guest> {
  const { token, viewer } = await makeGuestSession(now());
  await keepToken(token);
  return viewer;
}
