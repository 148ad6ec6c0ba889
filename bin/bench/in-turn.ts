import { medianOf } from "./median.ts";

export const runs = 7;
/** Long enough that the clock and the collector of a single call do not show. */
export const millisecondsPerRun = 60;

/** Microseconds per call of the engine and of what does the same beside it, run by run. */
export interface InTurn {
  readonly engine: readonly number[];
  readonly other: readonly number[];
}

/** Times two ways of doing the same in turn, so that a busy moment of the machine strikes both. */
export function timeInTurn(engine: () => void, other: () => void): InTurn {
  const calls = { engine: callsFor(engine), other: callsFor(other) };
  const times = { engine: [] as number[], other: [] as number[] };
  for (let run = 0; run < runs; run++) {
    times.engine.push(timePerCall(engine, calls.engine));
    times.other.push(timePerCall(other, calls.other));
  }
  return times;
}

/** Microseconds per call, run by run, for what is timed beside another program. */
export function timeAlone(work: () => void): readonly number[] {
  const calls = callsFor(work);
  return Array.from({ length: runs }, () => timePerCall(work, calls));
}

/** "7.3 µs against 3.9 µs, 1.86 times (1.80 to 1.97, 7 runs)": the ratio is the median of each run's own. */
export function describeInTurn(times: InTurn): string {
  const ratios = ratiosOf(times).toSorted((a, b) => a - b);
  const [least = Number.NaN, most = Number.NaN] = [ratios[0], ratios.at(-1)];
  const medians = `${microseconds(medianOf(times.engine))} against ${microseconds(medianOf(times.other))}`;
  const spread = `${least.toFixed(2)} to ${most.toFixed(2)}, ${runs} runs`;
  return `${medians}, ${medianOf(ratios).toFixed(2)} times (${spread})`;
}

export function ratiosOf({ engine, other }: InTurn): readonly number[] {
  return engine.map((time, run) => time / (other[run] ?? Number.NaN));
}

const microseconds = (value: number) => `${value.toPrecision(3)} µs`;

/** Also warms the work up: the compiler has seen it for half a run. */
function callsFor(work: () => void): number {
  for (let calls = 1; ; calls *= 2) {
    const spent = timePerCall(work, calls) * calls;
    if (spent > millisecondsPerRun * 500) return Math.max(1, Math.round((calls * millisecondsPerRun * 1000) / spent));
  }
}

function timePerCall(work: () => void, calls: number): number {
  const begun = performance.now();
  for (let call = 0; call < calls; call++) work();
  return ((performance.now() - begun) * 1000) / calls;
}
