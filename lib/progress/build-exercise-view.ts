import type { Viewer } from "#lib/accounts/viewer.ts";
import { explainLine } from "#lib/checker/explain-line.ts";
import { hintsFor } from "#lib/checker/hints.ts";
import type { SolutionStep } from "#lib/checker/solution.ts";
import { ruleInWords } from "#lib/checker/wording.ts";
import { workedSolution } from "#lib/checker/worked-solution.ts";
import type { CompiledExercise } from "#lib/content/compile-exercise.ts";
import { drawnViews } from "#lib/content/drawn-views.ts";
import type { StepView } from "#lib/content/lesson.ts";
import type { OpenedExercise } from "#lib/content/open-exercise.ts";
import { typeset } from "#lib/content/typeset.ts";
import { asksOf, type Blank } from "#lib/exercises/blank.ts";
import { readModel, type Variant } from "#lib/exercises/draw-variant.ts";
import { shuffled } from "#lib/exercises/option-id.ts";
import { attemptsLeft, needsAccount, type Policy, showsFeedback, windowAt } from "#lib/exercises/policy.ts";
import { fieldsOf, givenSettings } from "#lib/exercises/setting-fields.ts";
import { solvedAmong } from "./completion.ts";
import type { BlankView, ExerciseView, HintView, PolicyView, SolutionView } from "./exercise-view.ts";
import { lineKey } from "./explain-line.ts";
import { mayGiveUp } from "./give-up.ts";
import type { Practice } from "./select-practice.ts";
import { hintLayers } from "./take-hint.ts";
import { workView } from "./work-view.ts";

/** What a learner is shown of an exercise: the variant they work on, with what they have done and asked for in it. */
export function exerciseView(
  opened: OpenedExercise,
  variant: Variant,
  practice: Practice,
  viewer: Viewer,
  now: Date,
): ExerciseView {
  const { compiled, revisionNumber } = opened;
  const { exercise, question, notation } = compiled;
  const { policy, blanks } = exercise;
  const drawn = practice.variant === 0 ? compiled : drawnViews(compiled, variant.model);
  const isShown = showsFeedback(policy, practice.attemptsUsed, now);
  const ids = blanks.map(({ id }) => id);
  const isSolvedHere = solvedAmong(ids, practice.solvedHere).length === ids.length;
  const isOpen = windowAt(policy, now) === "open" && !(needsAccount(policy) && viewer.kind !== "user");
  return {
    slug: exercise.slug,
    title: exercise.title,
    revision: revisionNumber,
    variant: practice.variant,
    question,
    network: drawn.network,
    given: drawn.given,
    blanks: blanks.map((blank) => blankView(opened, blank, variant.seed)),
    notation,
    work:
      practice.latest === null
        ? null
        : workView(practice.latest, solvedAmong(ids, practice.solvedBlanks), isShown, needsAccount(policy)),
    solvedBlanks: isShown ? solvedAmong(ids, practice.solvedBlanks) : [],
    policy: {
      ...policyView(policy, practice.attemptsUsed, now),
      needsAccount: needsAccount(policy) && viewer.kind !== "user",
    },
    hints: Object.fromEntries(blanks.map((blank) => [blank.id, hintViews(variant, blank, practice)])),
    mayExplain: isOpen && policy.hints && !practice.gaveUp,
    explained: Object.fromEntries(blanks.map((blank) => [blank.id, explainedLines(variant, blank, practice)])),
    hintsLeft: blanks.filter((blank) => isOpen && policy.hints && isHintLeft(blank, practice)).map(({ id }) => id),
    solutions: practice.gaveUp || (isSolvedHere && isShown) ? solutionViews(variant) : null,
    gaveUp: practice.gaveUp,
    mayGiveUp: isOpen && mayGiveUp(policy) && !practice.gaveUp && !isSolvedHere,
    hasVariants: isOpen && readModel(exercise).quantities.some(({ draw }) => draw !== null),
    draftKey: `draft ${exercise.slug} ${revisionNumber} ${practice.variant} ${whose(viewer)}`,
    draft: practice.draft,
  };
}

/** A name for a person that says nothing of them; a learner's id is no secret to themselves. */
function whose(viewer: Viewer): string {
  return viewer.kind === "visitor" ? viewer.kind : viewer.learnerId;
}

function policyView(policy: Policy, used: number, now: Date): Omit<PolicyView, "needsAccount"> {
  const { feedback, opens, closes, credit, hintCost } = policy;
  const isWithheld = !showsFeedback(policy, used, now);
  return {
    attemptsLeft: attemptsLeft(policy, used),
    opens,
    closes,
    window: windowAt(policy, now),
    feedbackFrom: isWithheld ? (typeof feedback === "string" ? "after-last" : feedback.from) : null,
    credit,
    hintCost,
  };
}

function isHintLeft(blank: Blank, { hints, gaveUp, solvedHere }: Practice): boolean {
  if (asksOf(blank).length === 0 || gaveUp || solvedHere.includes(blank.id)) return false;
  return (hints[blank.id] ?? 0) < hintLayers;
}

/** Only those that were asked for are put into words, so that no page holds another. */
function hintViews(variant: Variant, blank: Blank, { hints, diagnoses }: Practice): readonly HintView[] {
  const taken = hints[blank.id] ?? 0;
  if (taken === 0) return [];
  return hintsFor(variant, blank, diagnoses[blank.id] ?? null)
    .slice(0, taken)
    .map(({ layer, text, tex }) => ({ layer, text, formula: tex === null ? null : typeset(tex, { style: "step" }) }));
}

function explainedLines(variant: Variant, blank: Blank, { hints }: Practice): Readonly<Record<string, StepView>> {
  const prefix = lineKey(blank.id, "");
  const asked = Object.keys(hints).flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []));
  return Object.fromEntries(
    asked.flatMap((line) => {
      const step = explainLine(variant, line);
      return step === null ? [] : [[line, stepView(step)]];
    }),
  );
}

function stepView({ tex, spoken, rule, layer }: SolutionStep): StepView {
  return { formula: typeset(tex, { style: "step" }), spoken, rule, layer };
}

function solutionViews(variant: Variant): Readonly<Record<string, SolutionView>> {
  return Object.fromEntries(
    variant.exercise.blanks.map((blank) => {
      const { steps, answer } = workedSolution(variant, blank);
      return [
        blank.id,
        { steps: steps.map(stepView), answer: answer === null ? null : typeset(answer.tex, { style: "step" }) },
      ];
    }),
  );
}

function blankView({ compiled }: OpenedExercise, blank: Blank, seed: string): BlankView {
  const { formula, spoken, layer, prompt, options, path, shape } = labelOf(compiled, blank.id);
  const shown = Object.entries(options).map(([id, blocks]) => ({ id, blocks }));
  return {
    id: blank.id,
    label: formula,
    spoken,
    layer,
    as: blank.as,
    rule: ruleInWords(blank),
    prompt,
    options: shuffled(shown, seed),
    several: blank.as === "choice" && blank.several,
    path,
    shape,
    fields: fieldsOf(blank),
    given: givenSettings(blank),
  };
}

function labelOf(compiled: CompiledExercise, blank: string): CompiledExercise["labels"][string] {
  const label = compiled.labels[blank];
  if (label === undefined) throw new Error(`${compiled.exercise.slug} was published without a label for ${blank}`);
  return label;
}
