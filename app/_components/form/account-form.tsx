"use client";

import { useEffect, useRef } from "react";
import { RefusalMessage } from "../refusal-message.tsx";
import { Field } from "./field.tsx";
import { type FormAction, type FormState, typedIn } from "./form-state.ts";
import { UnsentMessage } from "./unsent-message.tsx";
import { usePosting } from "./use-posting.ts";

/** Where to go when it is done: an address of this site. */
export interface Leaving {
  readonly goTo: string;
}

export type AccountField = Omit<Parameters<typeof Field>[0], "typed" | "problem">;

interface AccountFormProps {
  readonly action: FormAction<Leaving>;
  /** Address of the page it stands on: a post without scripts comes back to it. */
  readonly address: string;
  readonly fields: readonly AccountField[];
  /** What goes along unseen. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly submitLabel: string;
}

/**
 * Signing in, signing up, setting up, and what one does with an account. When it is done it leaves in a full navigation: the router would go on showing what a
 * visitor saw.
 */
export function AccountForm({ action, address, fields, hidden, submitLabel }: AccountFormProps) {
  const { state, post, isPending, send } = usePosting(action, address);
  const outcome = useRef<HTMLDivElement>(null);
  const isLeaving = state.status === "done";
  const problems = state.status === "invalid" ? state.problems : {};
  const typed = typedIn(state);

  useEffect(() => {
    if (state.status !== "done" && state.status !== "untouched") outcome.current?.focus();
  }, [state]);

  /** Not in an effect: the page that comes with the answer is the signed-in one, without this form. */
  function leave(answer: FormState<Leaving>): void {
    if (answer.status === "done") window.location.assign(answer.value.goTo);
  }

  return (
    <form
      className="account-form"
      action={post}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPending || isLeaving) return;
        const form = new FormData(event.currentTarget);
        send(form, leave);
      }}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div ref={outcome} role="status" tabIndex={-1} className="form-outcome">
        {isPending || isLeaving ? <p>One moment.</p> : <FormOutcome state={state} fields={fields} />}
      </div>
      {fields.map((field) => {
        const problem = problems[field.name];
        const before = typed[field.name];
        return (
          <Field
            key={field.name}
            {...field}
            {...(problem === undefined ? {} : { problem })}
            {...(before === undefined ? {} : { typed: before })}
          />
        );
      })}
      <button className="button" type="submit" aria-disabled={isPending || isLeaving}>
        {submitLabel}
      </button>
    </form>
  );
}

function FormOutcome({
  state,
  fields,
}: {
  readonly state: FormState<Leaving>;
  readonly fields: readonly AccountField[];
}) {
  switch (state.status) {
    case "refused":
      return <RefusalMessage code={state.code} />;
    case "unsent":
      return <UnsentMessage />;
    case "failed":
      return <p>This could not be done just now, and nothing was changed. Try again in a moment.</p>;
    case "invalid": {
      const named = fields.filter(({ name }) => state.problems[name] !== undefined);
      return (
        <p>
          To mend:{" "}
          {named.map(({ name, id = name, label }, place) => (
            <span key={name}>
              {place === 0 ? "" : ", "}
              <a href={`#${id}`}>{label}</a>
            </span>
          ))}
          .
        </p>
      );
    }
    default:
      return null;
  }
}
