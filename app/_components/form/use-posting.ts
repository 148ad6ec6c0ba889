"use client";

import { useActionState, useState, useTransition } from "react";
import { type FormAction, type FormState, untouched } from "./form-state.ts";

export interface Posting<Value> {
  readonly state: FormState<Value>;
  /** For the form's `action`: what a post without scripts goes to. */
  readonly post: (form: FormData) => void;
  readonly isPending: boolean;
  /** Posts and calls `then` with the answer, at once: the page that comes with it may be another, without this form. */
  send(form: FormData, then?: (answer: FormState<Value>) => void): void;
}

/**
 * What a form needs to post a server action. A post that never reaches the site (no network, or a page from before the site
 * was renewed) is a state like any other, in which the form stands as it was, and not an error that takes the page away.
 */
export function usePosting<Value>(action: FormAction<Value>, address: string): Posting<Value> {
  const [posted, post] = useActionState<FormState<Value>, FormData>(action, untouched, address);
  const [answered, setAnswered] = useState<FormState<Value> | null>(null);
  const [isPending, startPosting] = useTransition();
  return {
    state: answered ?? posted,
    post,
    isPending,
    send: (form, then) =>
      startPosting(async () => {
        const answer = await action(posted, form).catch((): FormState<Value> => ({ status: "unsent" }));
        then?.(answer);
        setAnswered(answer);
      }),
  };
}
