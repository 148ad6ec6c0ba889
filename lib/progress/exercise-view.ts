import type { AnswerNotation } from "#lib/content/answer-notation.ts";
import type { GivenView } from "#lib/content/compile-exercise.ts";
import type { Block, Formula, NetworkView, StepView } from "#lib/content/lesson.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import type { Policy, WindowState } from "#lib/exercises/policy.ts";
import type { GivenSetting, NamedField } from "#lib/exercises/setting-fields.ts";
import type { Place } from "#lib/expression/tree.ts";

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
  /** What a worksheet's line is about, as "dL/dz2"; null of any other part. */
  readonly asked: string | null;
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
  /** May lines of a worksheet be explained. */
  readonly mayExplain: boolean;
  /** By blank id, then by what a line is about: the step of each line that was to be explained. */
  readonly explained: Readonly<Record<string, Readonly<Record<string, StepView>>>>;
  /** By blank id, once this variant is solved or given up; null before. */
  readonly solutions: Readonly<Record<string, SolutionView>> | null;
  readonly gaveUp: boolean;
  readonly mayGiveUp: boolean;
  /** Are there other numbers to draw. */
  readonly hasVariants: boolean;
  /** Under which a browser keeps a draft: another for each person who uses it. */
  readonly draftKey: string;
  /** What was typed and not sent, if it is later than the latest submission. */
  readonly draft: { readonly texts: Readonly<Record<string, string>>; readonly savedAt: string } | null;
}

/** What came of a button of an exercise. All but a check show themselves on the page that comes back. */
export type PracticeOutcome =
  | { readonly kind: "checked"; readonly work: WorkView }
  | { readonly kind: "hinted"; readonly blank: string }
  | { readonly kind: "explained"; readonly blank: string }
  | { readonly kind: "gave-up" }
  | { readonly kind: "variant"; readonly variant: number };
