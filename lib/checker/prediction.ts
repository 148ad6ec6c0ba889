import type { PredictionBlank } from "#lib/exercises/blank.ts";
import { readNetwork } from "#lib/exercises/network-settings.ts";
import { printTex } from "#lib/expression/print-tex.ts";
import type { Place } from "#lib/expression/tree.ts";
import { type GradientSpread, labRun, spreadOf } from "./lab-run.ts";
import { type PredictionFinding, wordPrediction } from "./prediction-wording.ts";
import { fieldOf, type Predicted, readPrediction } from "./read-prediction.ts";
import type { BlankVerdict, PartVerdict } from "./verdict.ts";

/** A factor is a guess at a size: right within this factor of the run's, and half right within the other. */
const rightWithin = 2;
const nearWithin = 10;
/** 20 for 10 is a factor of 2 and must not fail on the last bit of a logarithm. */
const lastBits = 1e-9;

/** A prediction against the lab run; each thing that is asked counts alike. */
export function checkPrediction(blank: PredictionBlank, text: string): BlankVerdict {
  const read = readNetwork(blank.run);
  if (!read.ok) throw new Error(`${blank.id}: its run was published and cannot be read: ${read.problems[0]?.message}`);
  const prediction = readPrediction(text, blank.asks, read.network.depth);
  if (!prediction.ok) return verdictOn(blank, prediction.refusal, "invalid", 0, [], prediction.at);
  const spread = spreadOf(labRun(read.network));
  const parts = prediction.predicted.map((predicted) => partOf(predicted, spread));
  const score = parts.reduce((sum, part) => sum + part.score, 0) / parts.length;
  if (score === 1) return verdictOn(blank, { code: "right-prediction" }, "correct", 1, parts);
  return verdictOn(
    blank,
    { code: "other-run", fields: parts.map(({ message }) => message) },
    "incorrect",
    score,
    parts,
  );
}

function partOf(predicted: Predicted, spread: GradientSpread): PartVerdict {
  const { finding, score } =
    predicted.ask === "factor" ? judgeFactor(predicted.value, spread) : judgeLayer(predicted.value, spread);
  return {
    part: fieldOf(predicted.ask),
    asked: null,
    verdict: score === 1 ? "correct" : "incorrect",
    score,
    code: finding.code,
    message: wordPrediction(finding),
    diagnosis: null,
    read: printTex(predicted.tree),
    at: null,
  };
}

interface Judged {
  readonly finding: PredictionFinding;
  readonly score: number;
}

function judgeLayer(layer: number, { weakest }: GradientSpread): Judged {
  return layer === weakest.layer
    ? { finding: { code: "right-layer" }, score: 1 }
    : { finding: { code: "other-layer", layer }, score: 0 };
}

function judgeFactor(factor: number, spread: GradientSpread): Judged {
  const distance = Math.abs(Math.log(factor / spread.factor));
  if (distance <= Math.log(rightWithin) + lastBits) return { finding: { code: "right-factor" }, score: 1 };
  const isNear = distance <= Math.log(nearWithin) + lastBits;
  const code = factor > spread.factor ? "factor-too-strong" : "factor-too-weak";
  return { finding: { code, isNear }, score: isNear ? 0.5 : 0 };
}

function verdictOn(
  { id }: PredictionBlank,
  finding: PredictionFinding,
  verdict: BlankVerdict["verdict"],
  score: number,
  parts: readonly PartVerdict[],
  at: Place | null = null,
): BlankVerdict {
  const message = wordPrediction(finding);
  return { blank: id, verdict, score, code: finding.code, message, diagnosis: null, read: null, at, parts };
}
