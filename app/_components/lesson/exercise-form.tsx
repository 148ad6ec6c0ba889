"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { BlankView, WorkView } from "#lib/progress/queries.ts";
import { type FormAction, type FormState, typedIn } from "../form/form-state.ts";
import { UnsentMessage } from "../form/unsent-message.tsx";
import { usePosting } from "../form/use-posting.ts";
import { RefusalMessage } from "../refusal-message.tsx";
import { BlankRow } from "./blank-row.tsx";
import { SheetProgress } from "./sheet-progress.tsx";
import { summariseVerdicts } from "./verdict-summary.ts";

interface ExerciseFormProps {
  readonly slug: string;
  readonly revision: number;
  readonly variant: number;
  readonly blanks: readonly BlankView[];
  /** The latest submission that is stored, if there is one. */
  readonly work: WorkView | null;
  readonly action: FormAction<WorkView>;
  /** Address of this sheet: a post without scripts comes back to it. */
  readonly address: string;
}

/**
 * The exercise whose verdict this browser waits for. It outlives the form: the first answer of a visit begins a session, and
 * the page then comes back as the session's own, with a form that has asked for nothing.
 */
let awaited: string | null = null;

/** The blanks of an exercise. A plain form that posts; scripts add the waiting, the focus and the shortcut. */
export function ExerciseForm({ slug, revision, variant, blanks, work: stored, action, address }: ExerciseFormProps) {
  const { state, post, isPending, send } = usePosting(action, address);
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const summary = useRef<HTMLDivElement>(null);
  const work = state.status === "done" ? state.value : stored;
  const typed = typedIn(state);

  useEffect(() => {
    if (isPending || awaited !== slug || (state.status === "untouched" && stored === null)) return;
    awaited = null;
    summary.current?.focus();
  }, [isPending, slug, state, stored]);

  function submit(event: FormEvent<HTMLFormElement>) {
    // Not left to React, which would empty the fields after each post.
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    awaited = slug;
    // What was changed since it was graded shows no mark until it is graded itself.
    send(form, (answer) => (answer.status === "done" ? setEdited(new Set()) : undefined));
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }

  const rules = rulesOf(slug, blanks);
  return (
    <form className="sheet-form" action={post} onSubmit={submit} onKeyDown={submitByKey}>
      <input type="hidden" name="exercise" value={slug} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="variant" value={variant} />
      {blanks.map((blank, place) => (
        <BlankRow
          key={blank.id}
          fieldId={fieldId(slug, blank.id)}
          blank={blank}
          name={nameOf(blank, blanks)}
          typed={typed[`texts.${blank.id}`] ?? work?.texts[blank.id] ?? ""}
          verdict={edited.has(blank.id) || isPending ? null : (work?.verdicts[blank.id] ?? null)}
          rule={rules[place] ?? { sameAs: "" }}
          onEdit={() => setEdited((before) => (before.has(blank.id) ? before : new Set([...before, blank.id])))}
        />
      ))}
      <div ref={summary} className="sheet-summary" role="status" tabIndex={-1}>
        {isPending ? <p>Checking your answers.</p> : <Outcome slug={slug} blanks={blanks} work={work} state={state} />}
      </div>
      <div className="sheet-foot">
        <button className="button" type="submit" aria-disabled={isPending}>
          Check
        </button>
        <SheetProgress blanks={blanks.map(({ id }) => id)} solved={work?.solvedBlanks ?? []} />
      </div>
    </form>
  );
}

interface OutcomeProps extends Pick<ExerciseFormProps, "slug" | "blanks" | "work"> {
  readonly state: FormState<WorkView>;
}

function Outcome({ slug, blanks, work, state }: OutcomeProps) {
  if (state.status === "refused") return <RefusalMessage code={state.code} />;
  if (state.status === "unsent") return <UnsentMessage />;
  if (state.status === "invalid") return <p>{Object.values(state.problems).join(" ")}</p>;
  if (state.status === "failed")
    return (
      <p>
        Your answers could not be checked just now, and nothing was stored. They are still in their fields: press Check
        once more in a moment.
      </p>
    );
  if (work === null) return null;
  const { sentence, toLookAt } = summariseVerdicts(blanks, work);
  const namesById = new Map(blanks.map((blank) => [blank.id, nameOf(blank, blanks)]));
  return (
    <p>
      {sentence}
      {toLookAt.length === 0 ? null : (
        <>
          {" "}
          To look at:{" "}
          {toLookAt.map((id, place) => (
            <span key={id}>
              {place === 0 ? "" : ", "}
              <a href={`#${fieldId(slug, id)}`}>{namesById.get(id)}</a>
            </span>
          ))}
          .
        </>
      )}
    </p>
  );
}

/** What a blank asks for, in words. Where two ask for the same quantity, the kind of the answer tells them apart. */
function nameOf({ id, spoken, as }: BlankView, blanks: readonly BlankView[]): string {
  const isShared = blanks.some((other) => other.id !== id && other.spoken === spoken);
  return isShared ? `${spoken}, as a ${as}` : spoken;
}

function fieldId(slug: string, blank: string): string {
  return `${slug}-${blank}`;
}

/** The rule of each row: in words where it changes, a pointer to those words where it stays. */
function rulesOf(slug: string, blanks: readonly BlankView[]) {
  let said = { text: "", id: "" };
  return blanks.map(({ id, rule }) => {
    if (said.text === rule) return { sameAs: said.id };
    said = { text: rule, id: `${fieldId(slug, id)}-rule` };
    return said;
  });
}
