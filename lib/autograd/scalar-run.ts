import type { Each } from "./op.ts";
import type { Program, Steps } from "./program.ts";
import { applyRule, rareRule } from "./rules.ts";
import type { Run } from "./run.ts";
import { onlyNumber, scalar, type Tensor } from "./tensor.ts";

const valueKnown = 1;
const errorKnown = 2;
const noNumbers = new Float64Array(0);

/** A run over plain numbers: slot by slot, and within a slot point by point, in one array. */
export class ScalarRun implements Run {
  readonly points: number;
  readonly #program: Program;
  #outer: ScalarRun | null = null;
  #values: Float64Array;
  #errors: Float64Array;
  #known: Uint8Array;
  /** Constants that stand here already: they outlast a restart. */
  readonly #constants: number[] = [];
  /** What was worked out last: it is asked for again at each point. */
  #computed: Steps | null = null;
  #bounded: Steps | null = null;

  constructor(program: Program, points: number, outer: Run | null) {
    this.points = points;
    this.#program = program;
    this.#outer = scalarRun(outer);
    this.#values = program.arena.take(program.slots.length * points);
    this.#errors = noNumbers;
    this.#known = new Uint8Array(program.slots.length);
  }

  give(slot: number, point: number, value: Tensor): void {
    if (slot >= this.#known.length) this.#reserve();
    this.#values[slot * this.points + point] = onlyNumber(value);
    this.#known[slot] = valueKnown | errorKnown;
  }

  restart(outer: Run | null): void {
    this.#outer = scalarRun(outer);
    this.#known.fill(0);
    for (const slot of this.#constants) this.#known[slot] = valueKnown;
    this.#computed = null;
    this.#bounded = null;
  }

  compute(steps: Steps): void {
    if (steps === this.#computed) return;
    this.#computed = steps;
    this.#reserve();
    if (this.points === 1) this.#computeOne(steps);
    else this.#computeSeveral(steps);
  }

  /** At one point a slot is a place in the values: the shortest loop there is, for chains of thousands of steps. */
  #computeOne(steps: Steps): void {
    const { slots, ruleNumbers, operands } = this.#program;
    const values = this.#values;
    const known = this.#known;
    for (let step = 0; step < steps.length; step++) {
      const slot = steps[step] as number;
      if (known[slot] !== 0) continue;
      known[slot] = valueKnown;
      const rule = ruleNumbers[slot] as number;
      if (rule < 0) {
        this.#fill(slot);
        continue;
      }
      const a = values[operands[2 * slot] as number] as number;
      const b = values[operands[2 * slot + 1] as number] as number;
      // Looking at the slot of every step would double the time of a long chain.
      const each = rule === rareRule ? (slots[slot]?.op?.each as Each) : null;
      values[slot] = applyRule(rule, each, a, b);
    }
  }

  #computeSeveral(steps: Steps): void {
    const { slots, ruleNumbers, operands } = this.#program;
    const values = this.#values;
    const known = this.#known;
    const points = this.points;
    for (let step = 0; step < steps.length; step++) {
      const slot = steps[step] as number;
      if (known[slot] !== 0) continue;
      known[slot] = valueKnown;
      const rule = ruleNumbers[slot] as number;
      if (rule < 0) {
        this.#fill(slot);
        continue;
      }
      const each = rule === rareRule ? (slots[slot]?.op?.each as Each) : null;
      const to = slot * points;
      const a = (operands[2 * slot] as number) * points;
      const b = (operands[2 * slot + 1] as number) * points;
      for (let point = 0; point < points; point++) {
        values[to + point] = applyRule(rule, each, values[a + point] as number, values[b + point] as number);
      }
    }
  }

  computeErrors(steps: Steps): void {
    if (steps === this.#bounded) return;
    this.#bounded = steps;
    this.#reserve();
    if (this.#errors.length < this.#values.length) this.#errors = grown(this.#errors, this.#values.length);
    const { slots, operands } = this.#program;
    const values = this.#values;
    const errors = this.#errors;
    const known = this.#known;
    const points = this.points;
    for (let step = 0; step < steps.length; step++) {
      const slot = steps[step] as number;
      if (known[slot] !== valueKnown) continue;
      known[slot] = valueKnown | errorKnown;
      const each = slots[slot]?.op?.each;
      const to = slot * points;
      if (each === undefined) {
        this.#fillError(slot);
        continue;
      }
      const rule = each.error;
      const a = (operands[2 * slot] as number) * points;
      const b = (operands[2 * slot + 1] as number) * points;
      for (let point = 0; point < points; point++) {
        errors[to + point] = rule(
          values[a + point] as number,
          values[b + point] as number,
          values[to + point] as number,
          errors[a + point] as number,
          errors[b + point] as number,
        );
      }
    }
  }

  value(slot: number, point: number): Tensor {
    return scalar(this.number(slot, point));
  }

  number(slot: number, point: number): number {
    return this.#values[slot * this.points + point] as number;
  }

  error(slot: number, point: number): Tensor {
    const bound = this.#errors[slot * this.points + point] ?? 0;
    return scalar(Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound);
  }

  #fill(slot: number): void {
    const { constant, outer } = this.#slot(slot);
    const to = slot * this.points;
    if (constant !== null) {
      const number = onlyNumber(constant.value);
      for (let point = 0; point < this.points; point++) this.#values[to + point] = number;
      this.#constants.push(slot);
    } else if (this.#outer !== null && outer >= 0) {
      copy(this.#outer.#values, outer * this.points, this.#values, to, this.points);
    } else throw new Error("an input of the program was given no value");
  }

  #fillError(slot: number): void {
    const { constant, outer } = this.#slot(slot);
    const to = slot * this.points;
    if (constant !== null) this.#errors.fill(onlyNumber(constant.error), to, to + this.points);
    else if (this.#outer !== null && outer >= 0) {
      copy(this.#outer.#errors, outer * this.points, this.#errors, to, this.points);
    }
  }

  #slot(slot: number): Program["slots"][number] {
    const found = this.#program.slots[slot];
    if (found === undefined) throw new Error(`the program has no slot ${slot}`);
    return found;
  }

  /** A program may have grown since this run began. */
  #reserve(): void {
    const size = this.#program.slots.length;
    if (this.#known.length >= size) return;
    const known = new Uint8Array(size);
    known.set(this.#known);
    this.#known = known;
    this.#values = grown(this.#values, size * this.points);
  }
}

function scalarRun(run: Run | null): ScalarRun | null {
  if (run !== null && !(run instanceof ScalarRun)) throw new Error("numbers are not read from tensors");
  return run;
}

/** By hand: a few numbers are copied before a view of them is made. */
function copy(from: Float64Array, first: number, to: Float64Array, place: number, count: number): void {
  for (let n = 0; n < count; n++) to[place + n] = from[first + n] as number;
}

function grown(numbers: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(numbers);
  return larger;
}
