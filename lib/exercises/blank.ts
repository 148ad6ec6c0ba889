import type { SettingName } from "./setting-rules.ts";
import type { SkillSlug } from "./skill.ts";

/** What every blank says of itself. Names and sizes only: what a learner must find out stands in no ask. */
interface AnyBlank {
  /** Unique in its exercise; the key of a learner's text. */
  readonly id: string;
  /** Share in the exercise's score, relative to the other blanks; above 0. */
  readonly weight: number;
  /** What it practises; left out in what was published before there were skills. */
  readonly skills?: readonly SkillSlug[];
}

/** A number or a formula. */
export interface ValueBlank extends AnyBlank {
  readonly as: "number" | "formula";
  /** A quantity or a partial of the exercise's model: "L", "z2" or "dL/dW3". */
  readonly ask: string;
  /** Significant digits that a number must have right. Formulas are compared exactly and ignore it. */
  readonly digits: number;
  /** True where a formula must be written out: no partials in it. */
  readonly expanded: boolean;
}

/** A step that a worksheet counts. */
export interface WorksheetStep {
  /** A quantity or a partial of the model. */
  readonly ask: string;
  /** Share in the worksheet's score, relative to its other steps. */
  readonly weight: number;
  /** True where the line must be there: else a right last line makes up for it. */
  readonly isRequired: boolean;
}

/** Several lines, `dL/dy3 = …` and so on, of which each is checked on its own. */
export interface WorksheetBlank extends AnyBlank {
  readonly as: "worksheet";
  /** What the sheet leads to. */
  readonly ask: string;
  /** What stands right of each equals sign. */
  readonly each: "number" | "formula";
  readonly digits: number;
  /** Those that count, beside the asked line; any other of the model's quantities may be written too. */
  readonly steps: readonly WorksheetStep[];
  /** Weight of the asked line among the steps. */
  readonly askWeight: number;
}

/** One of several things to choose from. */
export interface Option {
  /** Made from the text, so that it gives nothing away: `optionId`. */
  readonly id: string;
  /** Text with formulas in `$…$`. */
  readonly text: string;
  readonly isRight: boolean;
  /** Why it is right or wrong; said to whoever chose it. */
  readonly reason: string;
}

export interface ChoiceBlank extends AnyBlank {
  readonly as: "choice";
  readonly prompt: string;
  /** True where any number of options may be right; else exactly one is. */
  readonly several: boolean;
  readonly options: readonly Option[];
}

/** One of the things to be put in order. */
export interface OrderItem {
  /** Made from the text, so that it gives no order away: `optionId`. */
  readonly id: string;
  readonly text: string;
  /** Why it comes after those before it; said to whoever puts it too early. */
  readonly reason: string;
}

export interface OrderingBlank extends AnyBlank {
  readonly as: "ordering";
  readonly prompt: string;
  /** In their right order. */
  readonly items: readonly OrderItem[];
}

/** Which layer's weights get the smallest gradient; how many times smaller it is than the largest. */
export const predictionAsks = ["weakest-layer", "factor"] as const;
export type PredictionAsk = (typeof predictionAsks)[number];

/** What a lab run will show, said before it. Gradients are root mean squares over the weights of a layer. */
export interface PredictionBlank extends AnyBlank {
  readonly as: "prediction";
  readonly prompt: string;
  /** Settings of the network that is run, one a line: "depth = 30". */
  readonly run: string;
  /** At least one. */
  readonly asks: readonly PredictionAsk[];
}

/** What a design must reach under every seed. Gradients are root mean squares over the weights of a layer. */
export interface DesignGoal {
  /** The gradient of layer 1 is at least this. */
  readonly firstAtLeast: number;
  /** That of no layer is larger than this; null where it only has to be finite. */
  readonly largestAtMost: number | null;
}

/** A network that the learner changes until it reaches a goal. */
export interface DesignBlank extends AnyBlank {
  readonly as: "design";
  readonly prompt: string;
  /** Settings that the learner starts from, one a line. */
  readonly run: string;
  /** Those that the learner may set; all others stay as they are. At least one, and never the seed. */
  readonly settings: readonly SettingName[];
  readonly goal: DesignGoal;
}

/** One thing an exercise asks for. */
export type Blank = ValueBlank | WorksheetBlank | ChoiceBlank | OrderingBlank | PredictionBlank | DesignBlank;

export const defaultDigits = 3;
export const defaultWeight = 1;

/** Float64 carries 15 decimal digits for sure, so no more can be asked. */
export const mostDigits = 15;

/** A blank counts as solved from this score: a right method that was rounded on the way is enough. */
export const solvedFrom = 0.8;

export function isSolved(score: number): boolean {
  return score >= solvedFrom;
}

/** The quantities and partials of the model whose values a blank asks for; none where it asks for no value. */
export function asksOf(blank: Blank): readonly string[] {
  switch (blank.as) {
    case "number":
    case "formula":
      return [blank.ask];
    case "worksheet":
      return [...blank.steps.map(({ ask }) => ask), blank.ask];
    default:
      return [];
  }
}
