import type { PredictionAsk } from "#lib/exercises/blank.ts";
import { readPlainNumber } from "#lib/exercises/plain-number.ts";
import { plainWord } from "#lib/exercises/setting-values.ts";
import { excerpt } from "#lib/expression/scan.ts";
import type { Place, Tree } from "#lib/expression/tree.ts";
import type { PredictionFinding } from "./prediction-wording.ts";

/** One thing that a prediction says. */
export interface Predicted {
  readonly ask: PredictionAsk;
  /** The layer; of a factor how many times the largest gradient is larger than the smallest, from 1 on. */
  readonly value: number;
  readonly tree: Tree;
}

export type ReadPrediction =
  | { readonly ok: true; readonly predicted: readonly Predicted[] }
  | { readonly ok: false; readonly refusal: PredictionFinding; readonly at: Place | null };

/** Two short lines and a comment. */
const longestPrediction = 400;

const askByWord: ReadonlyMap<string, PredictionAsk> = new Map([
  ["layer", "weakest-layer"],
  ["weakest-layer", "weakest-layer"],
  ["factor", "factor"],
]);

/** What people write behind a factor: "1000 times smaller", "1000x". */
const behindFactor = /\s*(?:times|fold|x|×)?\s*(?:smaller|weaker|less|larger|stronger)?$/i;

/**
 * Lines `layer = 1` and `factor = 1/1000`; where one thing is asked, its value alone will do. "1000 times smaller" and "1/1000 of it"
 * mean one thing, so a factor below 1 is turned over.
 */
export function readPrediction(text: string, asks: readonly PredictionAsk[], depth: number): ReadPrediction {
  if (text.length > longestPrediction) {
    return { ok: false, refusal: { code: "prediction-too-long", most: longestPrediction }, at: null };
  }
  const found = new Map<PredictionAsk, Predicted>();
  for (const [index, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.replace(/#.*$/, "").trimEnd();
    if (line.trim() === "") continue;
    const at = { line: index + 1, column: line.search(/\S/) + 1 };
    const equals = line.indexOf("=");
    const lone = asks.length === 1 ? asks[0] : undefined;
    const ask = equals === -1 ? lone : askByWord.get(plainWord(line.slice(0, equals)));
    if (ask === undefined || !asks.includes(ask)) return { ok: false, refusal: { code: "prediction-line", asks }, at };
    if (found.has(ask)) {
      return { ok: false, refusal: { code: "predicted-twice", field: fieldOf(ask) }, at };
    }
    const value = line.slice(equals + 1).trim();
    const read = ask === "factor" ? readFactor(value) : readLayer(value, depth);
    if ("code" in read) return { ok: false, refusal: read, at };
    found.set(ask, { ask, ...read });
  }
  const missing = asks.find((ask) => !found.has(ask));
  if (missing !== undefined) {
    return { ok: false, refusal: { code: "prediction-unfinished", ask: missing }, at: null };
  }
  return { ok: true, predicted: [...found.values()] };
}

/** As a learner writes it, and as the part of a verdict is called. */
export function fieldOf(ask: PredictionAsk): string {
  return ask === "factor" ? "factor" : "layer";
}

type Read = { readonly value: number; readonly tree: Tree } | PredictionFinding;

function readLayer(text: string, depth: number): Read {
  const read = readPlainNumber(text);
  const isLayer = read !== null && Number.isInteger(read.value) && read.value >= 1 && read.value <= depth;
  return isLayer ? read : { code: "no-such-layer", depth };
}

function readFactor(text: string): Read {
  const read = readPlainNumber(text.replace(behindFactor, ""));
  if (read === null || read.value <= 0) return { code: "factor-unreadable", text: excerpt(text) };
  return { value: read.value < 1 ? 1 / read.value : read.value, tree: read.tree };
}
