import type { Blank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import { parseTightLine, type Vocabulary } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { printTex } from "#lib/expression/print-tex.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import { workOf } from "#lib/model/work.ts";
import { explainFormula, explainNumber } from "./explain.ts";
import type { Finding } from "./finding.ts";
import { diagnosisOf, placeOf, verdictOf } from "./finding.ts";
import { isPlainNumber } from "./formula.ts";
import { compareNumber } from "./number.ts";
import type { Notation, PreparedAsk } from "./prepare.ts";
import { prepareVariant } from "./prepare.ts";
import { readAnswer, withoutFrame } from "./read-answer.ts";
import { wordShape } from "./shape.ts";
import type { BlankVerdict, SubmissionVerdict } from "./verdict.ts";
import { wordFinding } from "./wording.ts";

/** Goes up with every change that can move a verdict or a score, so that stored verdicts can be replayed and compared. */
export const checkerVersion = 1;

/**
 * Judges the texts of one submission, by blank id. The same variant and texts always get the same verdict. Texts under
 * ids that the exercise does not have are ignored; blanks left empty get no verdict and count 0.
 */
export function checkSubmission(variant: Variant, texts: Readonly<Record<string, string>>): SubmissionVerdict {
  const verdicts: BlankVerdict[] = [];
  let earned = 0;
  let weights = 0;
  for (const blank of variant.exercise.blanks) {
    weights += blank.weight;
    const text = Object.hasOwn(texts, blank.id) ? (texts[blank.id] ?? "") : "";
    if (text.trim() === "") continue;
    const verdict = checkBlank(variant, blank, text);
    verdicts.push(verdict);
    earned += blank.weight * verdict.score;
  }
  return { blanks: verdicts, score: weights === 0 ? 0 : earned / weights, checkerVersion };
}

function checkBlank(variant: Variant, blank: Blank, text: string): BlankVerdict {
  const prepared = prepareVariant(variant);
  const { finding, tree } = judgeText(blank, prepared, prepared.ask(blank.ask), text);
  return {
    blank: blank.id,
    verdict: verdictOf[finding.code],
    score: scoreOf(finding, variant.exercise.policy),
    code: finding.code,
    message: wordFinding(finding),
    diagnosis: diagnosisOf(finding),
    read:
      tree === null ? null : printTex(tree, { colour: layerOf, hasShape: (name) => prepared.shapeOf(name).length > 0 }),
    at: placeOf(finding),
  };
}

/** What was found out about one text, and what was read of it; null where nothing could be. */
export interface Judged {
  readonly finding: Finding;
  readonly tree: Tree | null;
}

/** One text for one blank, whatever stands behind it: a variant's model or a lone reference. Any text gets a finding. */
export function judgeText(blank: Blank, notation: Notation, asked: PreparedAsk, text: string): Judged {
  const { vocabulary, compiled } = notation;
  const { tree, refusal } = readAnswer(text, blank, asked.ask, compiled.model, vocabulary);
  if (tree === null) return { finding: refusal, tree };
  if (refusal === null && isTooCostly(tree, notation))
    return { finding: { code: "too-costly", at: tree.at }, tree: null };
  return { finding: refusal ?? judge(blank, vocabulary, asked, text, tree), tree };
}

/** Numbers to be worked out at one point. An answer is asked at some hundred points, so this bounds it to a tenth of a second. */
const mostWork = 20_000;

function isTooCostly(tree: Tree, notation: Notation): boolean {
  return (workOf(tree, notation) ?? 0) > mostWork;
}

export function scoreOf(finding: Finding, policy: Policy): number {
  if (finding.code === "rounded-early") return policy.roundedEarly;
  return verdictOf[finding.code] === "correct" ? 1 : 0;
}

/** A wrong answer that has a second reading, and is right by that one, is not wrong: it could not be read. */
function judge(blank: Blank, vocabulary: Vocabulary, asked: PreparedAsk, text: string, tree: Tree): Finding {
  const finding = compareAnswer(blank, asked, tree);
  if (verdictOf[finding.code] !== "incorrect") return finding;
  const tight = parseTightLine(withoutFrame(text), vocabulary);
  if (tight === null || compareAnswer(blank, asked, tight.tree).code !== "correct") return finding;
  return { code: "two-readings", reading: printText(tree), other: printText(tight.tree), at: tree.at };
}

function compareAnswer(blank: Blank, asked: PreparedAsk, tree: Tree): Finding {
  return blank.as === "number" ? judgeNumber(blank, asked, tree) : judgeFormula(blank, asked, tree);
}

function judgeNumber(blank: Blank, asked: PreparedAsk, tree: Tree): Finding {
  const { printed, reference } = asked;
  const outcome = compareNumber(reference.here, tree, blank.digits);
  switch (outcome.kind) {
    case "right":
      return { code: "correct" };
    case "wrong":
      return explainNumber(blank, asked, tree, outcome.given) ?? { code: "different", asked: printed, as: "number" };
    case "not-finite":
      return { code: "not-finite", as: "number" };
    case "no-reference":
      return { code: "reference-undefined", asked: printed };
    case "misfit":
      return { code: "wrong-shape", sentence: outcome.problem.message, at: outcome.problem.at };
    case "other-shape":
      return otherShape(printed, outcome);
  }
}

function judgeFormula(blank: Blank, asked: PreparedAsk, tree: Tree): Finding {
  const { printed } = asked;
  const outcome = asked.compare(tree, blank.digits);
  switch (outcome.kind) {
    case "equal":
      return { code: "correct" };
    case "different":
      return outcome.isRightHere
        ? { code: "right-only-here", asked: printed, constant: isPlainNumber(tree) }
        : (explainFormula(asked, tree) ?? { code: "different", asked: printed, as: "formula" });
    case "finite-nowhere":
      return { code: "not-finite", as: "formula" };
    case "undecided":
      return { code: "too-imprecise" };
    case "misfit":
      return { code: "wrong-shape", sentence: outcome.problem.message, at: outcome.problem.at };
    case "other-shape":
      return otherShape(printed, outcome);
    case "no-reference":
      return { code: "reference-undefined", asked: printed };
  }
}

type Shapes = { readonly given: readonly number[]; readonly expected: readonly number[] };

function otherShape(asked: string, { given, expected }: Shapes): Finding {
  return { code: "other-shape", asked, given: wordShape(given), expected: wordShape(expected) };
}
