import { type Problem, problem } from "#lib/expression/problem.ts";

/** `in [low, high] step step`: where an input's values are drawn from. */
export interface Draw {
  readonly low: number;
  readonly high: number;
  /** Null: any number between them. */
  readonly step: number | null;
}

export type ReadDraw =
  | { readonly ok: true; readonly formula: string; readonly draw: Draw | null }
  | { readonly ok: false; readonly problem: Problem };

const beginsDraw = /\s(?:in|∈|\\in)(?=[\s[])/;
const wholeDraw = /^\s(?:in|∈|\\in)\s*\[([^,\]]+),([^,\]]+)\]\s*(?:step\s+(\S.*))?$/;

/** Cuts the interval off the end of a model's line; what stands before it keeps its columns. */
export function readDraw(text: string, line: number): ReadDraw {
  const begin = text.search(beginsDraw);
  if (begin === -1) return { ok: true, formula: text, draw: null };
  const at = { line, column: begin + 2 };
  const written = wholeDraw.exec(text.slice(begin));
  const [low, high, step] = [written?.[1], written?.[2], written?.[3]].map(readNumber);
  if (written === null || low === undefined || high === undefined || low === null || high === null) {
    return { ok: false, problem: problem("draw-unreadable", at, {}) };
  }
  if (!(low < high)) {
    const bounds = { low: String(low), high: String(high) };
    return { ok: false, problem: problem("draw-bounds", at, bounds) };
  }
  if (step === null || (step !== undefined && !(step > 0 && step <= high - low))) {
    return { ok: false, problem: problem("draw-step", at, {}) };
  }
  return { ok: true, formula: text.slice(0, begin), draw: { low, high, step: step ?? null } };
}

export function drawText({ low, high, step }: Draw): string {
  return `in [${low}, ${high}]${step === null ? "" : ` step ${step}`}`;
}

/** Undefined where nothing is written, null where it is no finite number. */
function readNumber(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined;
  const plain = text.trim().replaceAll("−", "-");
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain));
  return isNumber ? Number(plain) : null;
}
