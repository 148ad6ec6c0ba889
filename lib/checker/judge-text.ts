import type { ValueBlank } from "#lib/exercises/blank.ts";
import type { Policy } from "#lib/exercises/policy.ts";
import { parseTightLine } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import type { Line, Tree } from "#lib/expression/tree.ts";
import { workOf } from "#lib/model/work.ts";
import { explainFormula, explainNumber } from "./explain.ts";
import type { Finding } from "./finding.ts";
import { verdictOf } from "./finding.ts";
import { isPlainNumber } from "./formula.ts";
import { compareNumber } from "./number.ts";
import type { Notation, PreparedAsk } from "./prepare.ts";
import { findCircle, readAnswer, sidesOf, withoutFrame } from "./read-answer.ts";
import { wordShape } from "./shape.ts";

/** What was found out about one text, and what was read of it; null where nothing could be. */
export interface Judged {
  readonly finding: Finding;
  readonly line: Line | null;
}

/** One text for one blank, whatever stands behind it: a variant's model or a lone reference. Any text gets a finding. */
export function judgeText(blank: ValueBlank, notation: Notation, asked: PreparedAsk, text: string): Judged {
  const { vocabulary, compiled } = notation;
  const { line, refusal } = readAnswer(text, blank, asked.ask, compiled.model, vocabulary);
  if (line === null) return { finding: refusal, line };
  if (refusal !== null) return { finding: refusal, line };
  const tight = () => parseTightLine(withoutFrame(text), vocabulary)?.tree ?? null;
  const finding = judgeSides(blank, notation, asked, sidesOf(line), tight);
  return { finding, line: finding.code === "too-costly" ? null : line };
}

/**
 * What stands on the sides of `=` signs, each of which must be what is asked. The first that is not decides: if what stands before
 * it is right, the slip is in working it out. Where a formula is asked, a number at the end may be its value on this page. `tight`
 * gives the second reading of the first side, if it has one.
 */
export function judgeSides(
  blank: ValueBlank,
  notation: Notation,
  asked: PreparedAsk,
  sides: readonly [Tree, ...Tree[]],
  tight: () => Tree | null,
): Finding {
  const costly = sides.find((side) => isTooCostly(side, notation));
  if (costly !== undefined) return { code: "too-costly", at: costly.at };
  const { model } = notation.compiled;
  const [first, ...further] = sides;
  const finding = judge(blank, asked, first, tight);
  if (finding.code !== "correct") return finding;
  const circle = findCircle(asked.ask, first, model);
  if (circle !== null) return circle;
  for (const [place, side] of further.entries()) {
    const isValue = blank.as === "formula" && isPlainNumber(side);
    const next = isValue ? judgeNumber({ ...blank, as: "number" }, asked, side) : judge(blank, asked, side, () => null);
    if (next.code === "correct") continue;
    const isWrong = next.code === "different" || next.code === "mistake" || next.code === "factors";
    return isWrong ? { code: "chain-breaks", before: place + 1, of: sides.length } : next;
  }
  return finding;
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
function judge(blank: ValueBlank, asked: PreparedAsk, tree: Tree, tight: () => Tree | null): Finding {
  const finding = compareAnswer(blank, asked, tree);
  if (verdictOf[finding.code] !== "incorrect") return finding;
  const other = tight();
  if (other === null || compareAnswer(blank, asked, other).code !== "correct") return finding;
  return { code: "two-readings", reading: printText(tree), other: printText(other), at: tree.at };
}

function compareAnswer(blank: ValueBlank, asked: PreparedAsk, tree: Tree): Finding {
  return blank.as === "number" ? judgeNumber(blank, asked, tree) : judgeFormula(blank, asked, tree);
}

function judgeNumber(blank: ValueBlank, asked: PreparedAsk, tree: Tree): Finding {
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

function judgeFormula(blank: ValueBlank, asked: PreparedAsk, tree: Tree): Finding {
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
