import type { Viewer } from "#lib/accounts/viewer.ts";
import { hintsFor } from "#lib/checker/hints.ts";
import { ruleInWords } from "#lib/checker/wording.ts";
import { workedSolution } from "#lib/checker/worked-solution.ts";
import type { AnswerNotation } from "#lib/content/answer-notation.ts";
import type { CompiledExercise, GivenView } from "#lib/content/compile-exercise.ts";
import { drawnViews } from "#lib/content/drawn-views.ts";
import type { Block, Formula, NetworkView, StepView } from "#lib/content/lesson.ts";
import type { OpenedExercise } from "#lib/content/open-exercise.ts";
import { typeset } from "#lib/content/typeset.ts";
import { asksOf, type Blank } from "#lib/exercises/blank.ts";
import { readModel, type Variant } from "#lib/exercises/draw-variant.ts";
import { shuffled } from "#lib/exercises/option-id.ts";
import {
  attemptsLeft,
  needsAccount,
  type Policy,
  showsFeedback,
  type WindowState,
  windowAt,
} from "#lib/exercises/policy.ts";
import { fieldsOf, type GivenSetting, givenSettings, type NamedField } from "#lib/exercises/setting-fields.ts";
import type { Place } from "#lib/expression/tree.ts";
import { solvedAmong } from "./completion.ts";
import { mayGiveUp } from "./give-up.ts";
import type { Practice } from "./select-practice.ts";
import { hintLayers } from "./take-hint.ts";
import { workView } from "./work-view.ts";

export interface BlankView {
  readonly id: string;
  /** What is asked, typeset; null where `prompt` asks it in words. */
  readonly label: Formula | null;
  /** The same for a screen reader. */
  readonly spoken: string;
  readonly layer: number | null;
  readonly as: Blank["as"];
  /** How it is graded, in words: shown before the learner answers. */
  readonly rule: string;
  /** The question in words; none where a value is asked. */
  readonly prompt: readonly Block[];
  /** What there is to choose from or to put in order, shuffled; which of them are right is not told. */
  readonly options: readonly OptionView[];
  /** May several options be chosen. */
  readonly several: boolean;
  /** The quantities of the network that the answer has to do with, from the loss's side to the input's. */
  readonly path: readonly string[];
  /** Sizes of the axes of the answer; [] for one number. */
  readonly shape: readonly number[];
  /** The named fields of a prediction or a design, and what is fixed of the network that is run. */
  readonly fields: readonly NamedField[];
  readonly given: readonly GivenSetting[];
}

export interface OptionView {
  readonly id: string;
  readonly blocks: readonly Block[];
}

/** What the page says of one blank. It holds nothing that the learner did not type or was not told. */
export interface BlankVerdictView {
  readonly verdict: VerdictWord;
  readonly message: string;
  /** What was read, typeset; null where nothing could be. */
  readonly read: Formula | null;
  /** Where in the text it could not be read. */
  readonly at: Place | null;
  readonly typed: string;
  /** Of a worksheet's lines and of chosen options, each; none where the answer is one thing. */
  readonly parts: readonly PartVerdictView[];
}

/** `rounded-early`: the way is right, and most of the credit is given. `follows`: wrong, from an earlier slip of one's own. */
export type VerdictWord = "correct" | "rounded-early" | "follows" | "incorrect" | "invalid";

export interface PartVerdictView {
  /** Number of the line, from 1; id of the option. */
  readonly part: string;
  readonly verdict: VerdictWord;
  readonly message: string;
  readonly read: Formula | null;
  readonly at: Place | null;
}

/** A submission with its verdicts, and what is solved so far. */
export interface WorkView {
  /** Its page is /submissions/<id>. */
  readonly submissionId: string;
  /** As typed, for every blank, empty ones too. */
  readonly texts: Readonly<Record<string, string>>;
  /** By blank id; a blank left empty has none. */
  readonly verdicts: Readonly<Record<string, BlankVerdictView>>;
  /** In the exercise's order, over all submissions. */
  readonly solvedBlanks: readonly string[];
  /** This submission's, 0 to 1; null while the author's policy withholds what was right. */
  readonly score: number | null;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  /** Does the author's policy count attempts, or withhold what was right. */
  readonly isCounted: boolean;
}

/** A hint that was asked for. */
export interface HintView {
  readonly layer: number;
  readonly text: string;
  readonly formula: Formula | null;
}

/** How one blank is solved. */
export interface SolutionView {
  readonly steps: readonly StepView[];
  readonly answer: Formula | null;
}

/** What the author's policy means for whoever looks, now. */
export interface PolicyView {
  /** Null where attempts are not counted. */
  readonly attemptsLeft: number | null;
  /** ISO 8601; null: no bound. */
  readonly opens: string | null;
  readonly closes: string | null;
  readonly window: WindowState;
  /** True for whoever has none and needs one here. */
  readonly needsAccount: boolean;
  /** ISO 8601, or after the last attempt; null where feedback comes at once. */
  readonly feedbackFrom: string | "after-last" | null;
  readonly credit: Policy["credit"];
  readonly hintCost: number;
}

/** An exercise as its page shows it. Of answers it holds what was earned or asked for, and of the model no source and no test. */
export interface ExerciseView {
  readonly slug: string;
  readonly title: string;
  /** Number of the revision; the form sends it back. */
  readonly revision: number;
  /** 0: the declared values. */
  readonly variant: number;
  readonly question: readonly Block[];
  readonly network: NetworkView;
  readonly given: readonly GivenView[];
  readonly blanks: readonly BlankView[];
  /** What can be written in answers. */
  readonly notation: AnswerNotation;
  /** The latest submission of whoever asks, to this variant; null: none yet. */
  readonly work: WorkView | null;
  /** In any variant, as far as the author's policy shows it. */
  readonly solvedBlanks: readonly string[];
  readonly policy: PolicyView;
  /** By blank id: the hints taken, in order. */
  readonly hints: Readonly<Record<string, readonly HintView[]>>;
  /** Blanks on which a further hint may be asked for. */
  readonly hintsLeft: readonly string[];
  /** By blank id, once this variant is solved or given up; null before. */
  readonly solutions: Readonly<Record<string, SolutionView>> | null;
  readonly gaveUp: boolean;
  readonly mayGiveUp: boolean;
  /** Are there other numbers to draw. */
  readonly hasVariants: boolean;
  /** What was typed and not sent, if it is later than the latest submission. */
  readonly draft: { readonly texts: Readonly<Record<string, string>>; readonly savedAt: string } | null;
}

/** What came of a button of an exercise. All but a check show themselves on the page that comes back. */
export type PracticeOutcome =
  | { readonly kind: "checked"; readonly work: WorkView }
  | { readonly kind: "hinted"; readonly blank: string }
  | { readonly kind: "gave-up" }
  | { readonly kind: "variant"; readonly variant: number };

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
    hintsLeft: blanks.filter((blank) => isOpen && policy.hints && isHintLeft(blank, practice)).map(({ id }) => id),
    solutions: practice.gaveUp || (isSolvedHere && isShown) ? solutionViews(variant) : null,
    gaveUp: practice.gaveUp,
    mayGiveUp: isOpen && mayGiveUp(policy) && !practice.gaveUp && !isSolvedHere,
    hasVariants: isOpen && readModel(exercise).quantities.some(({ draw }) => draw !== null),
    draft: practice.draft,
  };
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

function solutionViews(variant: Variant): Readonly<Record<string, SolutionView>> {
  return Object.fromEntries(
    variant.exercise.blanks.map((blank) => {
      const { steps, answer } = workedSolution(variant, blank);
      const views = steps.map(({ tex, spoken, rule, layer }) => ({
        formula: typeset(tex, { style: "step" }),
        spoken,
        rule,
        layer,
      }));
      return [blank.id, { steps: views, answer: answer === null ? null : typeset(answer.tex, { style: "step" }) }];
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
