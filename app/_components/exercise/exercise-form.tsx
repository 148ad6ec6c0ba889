"use client";

import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { BlankView, ExerciseView, PracticeOutcome, WorkView } from "#lib/progress/exercise-view.ts";
import { type FormAction, type FormState, typedIn } from "../form/form-state.ts";
import { UnsentMessage } from "../form/unsent-message.tsx";
import { usePosting } from "../form/use-posting.ts";
import { RefusalMessage } from "../refusal-message.tsx";
import { nameOf } from "./blank-name.ts";
import { BlankRow, type BlankWords } from "./blank-row.tsx";
import { DraftOffer } from "./draft-offer.tsx";
import { lightNetwork } from "./light-network.ts";
import { PracticeButtons } from "./practice-buttons.tsx";
import { SheetProgress } from "./sheet-progress.tsx";
import { useDraft } from "./use-draft.ts";
import { summariseVerdicts } from "./verdict-summary.ts";
import { walkFields } from "./walk-fields.ts";

/** What the form needs of an exercise; its text and figure are drawn on the server. */
export type PractisedExercise = Omit<
  ExerciseView,
  "title" | "question" | "network" | "given" | "solutions" | "hints" | "explained"
>;

interface ExerciseFormProps {
  readonly exercise: PractisedExercise;
  /** By the blank's id. */
  readonly words: Readonly<Record<string, BlankWords>>;
  readonly action: FormAction<PracticeOutcome>;
  /** Address of this sheet: a post without scripts comes back to it. */
  readonly address: string;
}

/**
 * The exercise whose verdict this browser waits for. It outlives the form: the first answer of a visit begins a session, and
 * the page then comes back as the session's own, with a form that has asked for nothing.
 */
let awaited: string | null = null;

/** Id of what a button has brought: it gets the focus when it is there. It outlives the form, which a new variant replaces. */
let arriving: string | null = null;

/** What comes of a button other than Check: the hints of a blank, the solution, a sheet with other numbers. */
function comingOf(slug: string, intent: string): string {
  const [kind, blank = ""] = intent.split(" ");
  if (kind === "hint") return `${fieldId(slug, blank)}-hints`;
  if (kind === "explain") return fieldId(slug, blank);
  return kind === "give-up" ? `exercise-${slug}-worked` : `exercise-${slug}-title`;
}

const noWords: BlankWords = { prompt: null, options: {}, explained: {}, hints: [] };

/** The blanks of an exercise. A plain form that posts; scripts add the waiting, the focus, the shortcut and the draft. */
export function ExerciseForm({ exercise, words, action, address }: ExerciseFormProps) {
  const { slug, revision, variant, blanks, notation, work: stored, hintsLeft, gaveUp } = exercise;
  const { state, post, isPending, send } = usePosting(action, address);
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const outcome = state.status === "done" ? state.value : null;
  const work = outcome?.kind === "checked" ? outcome.work : stored;
  const typed = outcome?.kind === "variant" ? {} : typedIn(state);
  const draft = useDraft(exercise, form);

  useEffect(() => {
    if (isPending || awaited !== slug || (state.status === "untouched" && stored === null)) return;
    awaited = null;
    summary.current?.focus();
  }, [isPending, slug, state, stored]);

  useEffect(() => {
    const element = arriving === null ? null : document.getElementById(arriving);
    if (isPending || element === null) return;
    arriving = null;
    element.focus();
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    // Not left to React, which would empty the fields after each post.
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const sent = new FormData(event.currentTarget, submitter);
    const isCheck = !sent.has("intent") || sent.get("intent") === "check";
    if (isCheck) awaited = slug;
    else arriving = comingOf(slug, String(sent.get("intent")));
    send(sent, (answer) => {
      if (answer.status !== "done" || !isCheck) return;
      // What was changed since it was graded shows no mark until it is graded itself.
      setEdited(new Set());
      draft.forget();
    });
  }

  function act(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    } else walkFields(event);
  }

  /**
   * The signs to type stand under the field that had the focus last. They stay while a button is pressed: if they went with the
   * focus, the button would move away from under the pointer.
   */
  function activate(event: FocusEvent<HTMLFormElement>) {
    lightPath(event);
    const { name } = event.target;
    if (event.target.matches("input[type=text], textarea") && name.startsWith("texts.")) {
      setActive(name.slice("texts.".length));
    }
  }

  /** The figure shows the way that the blank with the focus takes through the network. */
  function lightPath(event: FocusEvent<HTMLFormElement>) {
    const field = event.type === "blur" ? event.relatedTarget : event.target;
    const row = field instanceof Element ? field.closest<HTMLElement>("[data-path]") : null;
    lightNetwork(event.currentTarget.closest("section"), row?.dataset.path?.split(" ") ?? []);
  }

  const rules = rulesOf(slug, blanks);
  return (
    <form
      ref={form}
      className="sheet-form"
      action={post}
      onSubmit={submit}
      onKeyDown={act}
      onInput={draft.note}
      onFocus={activate}
      onBlur={lightPath}
    >
      <input type="hidden" name="exercise" value={slug} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="variant" value={variant} />
      {/* Enter in a field presses the first button of a form, which must be this one. */}
      <button type="submit" name="intent" value="check" hidden>
        Check
      </button>
      <DraftOffer draft={draft} />
      {blanks.map((blank, place) => (
        <BlankRow
          key={`${blank.id} ${draft.restored === null ? "" : "restored"}`}
          fieldId={fieldId(slug, blank.id)}
          blank={blank}
          words={words[blank.id] ?? noWords}
          notation={notation}
          name={nameOf(blank, blanks)}
          typed={draft.restored?.[blank.id] ?? typed[`texts.${blank.id}`] ?? work?.texts[blank.id] ?? ""}
          verdict={edited.has(blank.id) || isPending ? null : (work?.verdicts[blank.id] ?? null)}
          rule={rules[place] ?? { sameAs: "" }}
          isActive={active === blank.id}
          mayExplain={exercise.mayExplain}
          hasHint={hintsLeft.includes(blank.id) && !(work?.verdicts[blank.id]?.verdict === "correct")}
          onEdit={() => setEdited((before) => (before.has(blank.id) ? before : new Set([...before, blank.id])))}
        />
      ))}
      <div ref={summary} className="sheet-summary" role="status" tabIndex={-1}>
        {isPending ? <p>One moment.</p> : <Outcome slug={slug} blanks={blanks} work={work} state={state} />}
      </div>
      <div className="sheet-foot">
        {gaveUp ? null : (
          <button className="button" type="submit" name="intent" value="check" aria-disabled={isPending}>
            Check
          </button>
        )}
        <PracticeButtons exercise={exercise} isSolved={isSolvedBy(work, blanks)} />
        {work === null ? null : (
          <a className="quiet-link" href={`/submissions/${work.submissionId}`}>
            This answer, as it was sent
          </a>
        )}
        <SheetProgress
          blanks={blanks.map(({ id }) => id)}
          solved={outcome?.kind === "checked" ? outcome.work.solvedBlanks : exercise.solvedBlanks}
        />
      </div>
    </form>
  );
}

/** Is every blank right in what is shown, so that there is nothing more to do with these numbers? */
function isSolvedBy(work: WorkView | null, blanks: readonly BlankView[]): boolean {
  return blanks.every(({ id }) => ["correct", "rounded-early"].includes(work?.verdicts[id]?.verdict ?? ""));
}

interface OutcomeProps {
  readonly slug: string;
  readonly blanks: readonly BlankView[];
  readonly work: WorkView | null;
  readonly state: FormState<PracticeOutcome>;
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
