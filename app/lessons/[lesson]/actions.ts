"use server";

import { refresh } from "next/cache";
import { makeGuestSession } from "#lib/accounts/session.ts";
import type { Guest } from "#lib/accounts/viewer.ts";
import type { PracticeOutcome } from "#lib/progress/exercise-view.ts";
import { explainWorksheetLine } from "#lib/progress/explain-line.ts";
import { giveUp } from "#lib/progress/give-up.ts";
import { type PracticeInput, practiceInput } from "#lib/progress/schemas.ts";
import { startVariant } from "#lib/progress/start-variant.ts";
import { submitAnswer } from "#lib/progress/submit-answer.ts";
import { takeHint } from "#lib/progress/take-hint.ts";
import { type Result, succeed } from "#lib/result.ts";
import type { RefusalCode } from "../../_components/refusal-message.tsx";
import { now } from "../../_server/clock.ts";
import { formAction } from "../../_server/form-action.ts";
import { keepToken } from "../../_server/session-cookie.ts";
import { currentViewer } from "../../_server/viewer.ts";

type Outcome = Result<PracticeOutcome, { readonly code: RefusalCode }>;

/**
 * Everything the form of an exercise asks for: a check, a hint, the solution, other numbers. Whoever has no session gets one here,
 * with the first thing that is kept.
 */
export const practise = formAction(practiceInput, practiseAs, { keepsTyped: true });

async function practiseAs({ intent, ...input }: PracticeInput): Promise<Outcome> {
  const viewer = await currentViewer();
  switch (intent.kind) {
    case "check": {
      const checked = await submitAnswer(viewer, input, now(), beginAsGuest);
      if (!checked.ok) return checked;
      const work = checked.value;
      const isSolved = work.solvedBlanks.length === Object.keys(work.texts).length;
      // What comes with success, the solution and the ticks of the outline, and what a policy counts is drawn by the server.
      if (isSolved || work.isCounted) refresh();
      return succeed({ kind: "checked", work });
    }
    case "hint": {
      const hinted = await takeHint(viewer, { ...input, blank: intent.blank }, now(), beginAsGuest);
      if (!hinted.ok) return hinted;
      refresh();
      return succeed({ kind: "hinted", blank: intent.blank });
    }
    case "explain": {
      const explained = await explainWorksheetLine(viewer, { ...input, ...intent }, now(), beginAsGuest);
      if (!explained.ok) return explained;
      refresh();
      return succeed({ kind: "explained", blank: intent.blank });
    }
    case "give-up": {
      const ended = await giveUp(viewer, input, now(), beginAsGuest);
      if (!ended.ok) return ended;
      refresh();
      return succeed({ kind: "gave-up" });
    }
    case "variant": {
      const started = await startVariant(viewer, input, now(), beginAsGuest);
      if (!started.ok) return started;
      refresh();
      return succeed({ kind: "variant", variant: started.value.variant });
    }
  }
}

async function beginAsGuest(): Promise<Guest> {
  const { token, viewer } = await makeGuestSession(now());
  await keepToken(token);
  return viewer;
}
