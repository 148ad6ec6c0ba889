import type { ValueBlank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { printTex, type TexOptions } from "#lib/expression/print-tex.ts";
import type { Line } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import { diagnosisOf, type Finding, placeOf, verdictOf } from "./finding.ts";
import { judgeText, scoreOf } from "./judge-text.ts";
import { type Notation, prepareVariant } from "./prepare.ts";
import { sidesOf } from "./read-answer.ts";
import type { BlankVerdict } from "./verdict.ts";
import { wordFinding } from "./wording.ts";

/** One text for a number or a formula. */
export function checkValue(variant: Variant, blank: ValueBlank, text: string): BlankVerdict {
  const prepared = prepareVariant(variant);
  const { finding, line } = judgeText(blank, prepared, prepared.ask(blank.ask), text);
  const score = scoreOf(finding, variant.exercise.policy);
  return {
    blank: blank.id,
    ...judgementOf(finding, line === null ? null : readBack(line, prepared), score),
    parts: [],
  };
}

/** A finding as it is told, with what was read. */
export function judgementOf(finding: Finding, read: string | null, score: number) {
  return {
    verdict: verdictOf[finding.code],
    score,
    code: finding.code,
    message: wordFinding(finding),
    diagnosis: diagnosisOf(finding),
    read,
    at: placeOf(finding),
  };
}

/** TeX of what was read: all sides, without the name before them, which stands beside the field. */
function readBack(line: Line, notation: Notation): string {
  const options = shownAs(notation);
  return sidesOf(line)
    .map((side) => printTex(side, options))
    .join(" = ");
}

/** With the colours of the layers. */
export function shownAs({ shapeOf }: Notation): TexOptions {
  return { colour: layerOf, hasShape: (name) => shapeOf(name).length > 0 };
}
