import { parseAsk, printAsk } from "#lib/exercises/ask.ts";
import type { ValueBlank, WorksheetBlank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { lineTex } from "#lib/expression/print-tex.ts";
import type { Line, Partial } from "#lib/expression/tree.ts";
import { type Finding, verdictOf } from "./finding.ts";
import { FollowThrough } from "./follow-through.ts";
import { judgeSides, scoreOf } from "./judge-text.ts";
import { once } from "./once.ts";
import { type PreparedVariant, prepareVariant } from "./prepare.ts";
import { refuseTree } from "./read-answer.ts";
import { readWorksheet, type SheetLine, type UnreadLine } from "./read-worksheet.ts";
import { findTree } from "./tree-walk.ts";
import { judgementOf, shownAs } from "./value.ts";
import type { BlankVerdict, PartVerdict } from "./verdict.ts";
import { wordFinding } from "./wording.ts";
import { type WorksheetFinding, wordWorksheet } from "./worksheet-wording.ts";

/** More lines than any hand calculation of a network that is worked out by hand. */
export const mostLines = 60;

/** A line with what was found out about it. */
interface JudgedLine {
  readonly line: SheetLine;
  readonly finding: Finding;
}

/**
 * Every line is checked on its own. A wrong one that follows from the learner's other lines gets follow-through credit, with the
 * place of the first slip. One line that cannot be read makes the whole sheet `invalid`: nothing is judged, and nothing lost.
 */
export function checkWorksheet(variant: Variant, blank: WorksheetBlank, text: string): BlankVerdict {
  const prepared = prepareVariant(variant);
  const { model } = variant;
  const asked = parseAsk(blank.ask, model);
  if (asked === null) throw new Error(`${blank.id} asks for ${blank.ask}, which its model does not have`);
  const { lines, unread } = readWorksheet(text, asked, model, prepared.vocabulary);
  if (lines.length + unread.length > mostLines) {
    return sheetVerdict(blank, { code: "too-many-lines", most: mostLines }, "invalid", 0, []);
  }
  const onSheet = new Set(lines.map(({ printed }) => printed));
  const judged = lines.map((line) => ({
    line,
    finding: findUnworked(line, onSheet) ?? judgeLine(blank, prepared, line),
  }));
  const invalid = [
    ...unread.map((line) => unreadPart(line, printAsk(asked))),
    ...judged.filter(({ finding }) => verdictOf[finding.code] === "invalid").map((each) => invalidPart(each, prepared)),
  ].sort((a, b) => Number(a.part) - Number(b.part));
  if (invalid.length > 0) {
    const finding = { code: "unread-lines", lines: invalid.map(({ part }) => Number(part)) } as const;
    return sheetVerdict(blank, finding, "invalid", 0, invalid);
  }
  const parts = judgeTogether(variant, blank, prepared, judged);
  return summarise(blank, judged, parts, printAsk(asked));
}

/** A derivative that no line works out: with it the last line alone would solve the sheet, and nothing would have been derived. */
function findUnworked({ sides }: SheetLine, onSheet: ReadonlySet<string>): Finding | null {
  for (const side of sides) {
    const found = findTree(side, (tree) => tree.kind === "partial" && !onSheet.has(printPartial(tree.partial)));
    if (found?.kind === "partial") return { code: "not-on-sheet", given: printPartial(found.partial), at: found.at };
  }
  return null;
}

function printPartial(partial: Partial): string {
  return printAsk({ kind: "partial", partial });
}

function judgeLine(blank: WorksheetBlank, prepared: PreparedVariant, line: SheetLine): Finding {
  const { model } = prepared.compiled;
  // An input written down once more is a number, whatever is asked of the other lines.
  const isGiven = line.ask.kind === "quantity" && model.byName.get(line.ask.name)?.kind === "input";
  const as = isGiven ? "number" : blank.each;
  const single: ValueBlank = { ...blank, ask: line.printed, as, expanded: false };
  for (const side of line.sides) {
    const refusal = refuseTree(side, single, line.ask, model);
    if (refusal !== null) return refusal;
  }
  return judgeSides(single, prepared, prepared.ask(line.printed), line.sides, line.tight);
}

/** The lines one by one, then what follows from what among those that are wrong. */
function judgeTogether(
  variant: Variant,
  blank: WorksheetBlank,
  prepared: PreparedVariant,
  judged: readonly JudgedLine[],
): readonly PartVerdict[] {
  const { policy } = variant.exercise;
  const isRight = ({ finding }: JudgedLine) => finding.code === "correct";
  const followThrough = once(() => new FollowThrough(blank, prepared));
  const besides = (each: JudgedLine) => lastOfEach(judged.filter(({ line }) => line.printed !== each.line.printed));
  const found = judged.map((each) => {
    // A chain that breaks began right: its slip is its own.
    if (isRight(each) || each.finding.code === "chain-breaks") return null;
    const others = besides(each);
    // As all of them are written, or with the truth in place of what is right but rounded.
    return (
      followThrough().findWay(each.line, linesOf(others)) ??
      followThrough().findWay(each.line, linesOf(others.filter((other) => !isRight(other))))
    );
  });
  const isSlip = (each: JudgedLine) => !isRight(each) && found[judged.indexOf(each)] === null;

  return judged.map((each, place) => {
    const about = { part: String(each.line.number), asked: each.line.printed };
    const way = found[place] ?? null;
    if (way === null) {
      return { ...about, ...judgementOf(each.finding, readBack(each.line, prepared), scoreOf(each.finding, policy)) };
    }
    // What follows from a slip is left out, so that the slip itself is found.
    const causes = linesOf(besides(each).filter((other) => isRight(other) || isSlip(other)));
    const slip = linesOf(judged.filter(isSlip)).find(
      (line) => causes.includes(line) && followThrough().dependsOn(each.line, line, causes, way),
    );
    const finding: WorksheetFinding =
      slip === undefined ? { code: "follows-rounded" } : { code: "follows", slip: slip.number };
    return {
      ...about,
      verdict: "incorrect",
      score: slip === undefined ? policy.roundedEarly : policy.followThrough,
      code: finding.code,
      message: wordWorksheet(finding),
      diagnosis: finding.code,
      read: readBack(each.line, prepared),
      at: null,
    };
  });
}

function linesOf(judged: readonly JudgedLine[]): readonly SheetLine[] {
  return judged.map(({ line }) => line);
}

/** Of several lines about one thing the last counts: the others were thought better of. */
function lastOfEach(judged: readonly JudgedLine[]): readonly JudgedLine[] {
  return [...new Map(judged.map((each) => [each.line.printed, each])).values()];
}

function summarise(
  blank: WorksheetBlank,
  judged: readonly JudgedLine[],
  parts: readonly PartVerdict[],
  asked: string,
): BlankVerdict {
  const partOf = (printed: string) => parts[judged.findLastIndex(({ line }) => line.printed === printed)];
  const end = partOf(asked);
  const isEndRight = end?.verdict === "correct";
  const wanted = [
    ...blank.steps.map((step) => ({ ...step, isEnd: false })),
    { ask: asked, weight: blank.askWeight, isRequired: true, isEnd: true },
  ];
  let earned = 0;
  let weights = 0;
  const missing: string[] = [];
  for (const { ask, weight, isRequired } of wanted) {
    const part = partOf(ask);
    const madeUp = part === undefined && !isRequired && isEndRight;
    earned += weight * (madeUp ? 1 : (part?.score ?? 0));
    weights += weight;
    if (part === undefined && isRequired) missing.push(ask);
  }
  const score = earned / weights;
  const slip = parts.find(({ verdict }) => verdict !== "correct");
  const first =
    slip === undefined
      ? null
      : (parts.find(({ code, verdict }) => verdict !== "correct" && !code.startsWith("follows")) ?? slip);
  const verdict = score >= 1 - Number.EPSILON ? "correct" : "incorrect";
  return sheetVerdict(blank, wordedAs(), verdict, score, parts, first?.diagnosis ?? null);

  function wordedAs(): WorksheetFinding {
    if (first !== null)
      return { code: isEndRight && missing.length === 0 ? "right-end" : "slip", slip: Number(first.part) };
    return missing.length > 0 ? { code: "unfinished", missing } : { code: "right-sheet" };
  }
}

function sheetVerdict(
  { id }: WorksheetBlank,
  finding: WorksheetFinding,
  verdict: BlankVerdict["verdict"],
  score: number,
  parts: readonly PartVerdict[],
  diagnosis: string | null = null,
): BlankVerdict {
  const message = wordWorksheet(finding);
  const at = verdict === "invalid" ? (parts[0]?.at ?? null) : null;
  return { blank: id, verdict, score, code: finding.code, message, diagnosis, read: null, at, parts };
}

function unreadPart({ number, at, problem }: UnreadLine, asked: string): PartVerdict {
  const message =
    problem.code === "unreadable" ? wordFinding({ ...problem, at }) : wordWorksheet({ code: problem.code, asked });
  return {
    part: String(number),
    asked: null,
    verdict: "invalid",
    score: 0,
    code: problem.code,
    message,
    diagnosis: null,
    read: null,
    at,
  };
}

function invalidPart({ line, finding }: JudgedLine, prepared: PreparedVariant): PartVerdict {
  return { part: String(line.number), asked: line.printed, ...judgementOf(finding, readBack(line, prepared), 0) };
}

/** TeX of the line as it was read, with what it is about. */
function readBack(line: SheetLine, prepared: PreparedVariant): string {
  return lineTex(lineOf(line), shownAs(prepared));
}

function lineOf({ ask, sides: [tree, second, ...more] }: SheetLine): Line {
  const sides = { tree, at: tree.at, ...(second === undefined ? {} : { more: [second, ...more] as const }) };
  return ask.kind === "quantity"
    ? { kind: "definition", name: ask.name, ...sides }
    : { kind: "partial", partial: ask.partial, ...sides };
}
