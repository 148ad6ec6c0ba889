import type { Each } from "./op.ts";
import type { Program, Steps } from "./program.ts";
import { applyRule } from "./rules.ts";
import type { Run } from "./run.ts";
import { filled, mapTensor, onlyNumber, type Shape, sizeOf, type Tensor } from "./tensor.ts";

/** A run over tensors of any shapes: one op after another, point by point. */
export class TensorRun implements Run {
  readonly points: number;
  readonly #program: Program;
  #outer: Run | null;
  readonly #values: (Tensor | undefined)[] = [];
  readonly #errors: (Tensor | undefined)[] = [];
  /** Where elementwise steps wrote before the last restart: they write there again. */
  readonly #buffers: (Float64Array | undefined)[] = [];
  /** Numbers that somebody outside may hold: they are never written again. */
  readonly #handedOut = new Set<Float64Array>();
  /** What was worked out last: it is asked for again at each point. */
  #computed: Steps | null = null;

  constructor(program: Program, points: number, outer: Run | null) {
    this.points = points;
    this.#program = program;
    this.#outer = outer;
  }

  give(slot: number, point: number, value: Tensor): void {
    this.#values[slot * this.points + point] = value;
  }

  restart(outer: Run | null): void {
    this.#outer = outer;
    this.#values.length = 0;
    this.#errors.length = 0;
    this.#computed = null;
    for (const [place, buffer] of this.#buffers.entries()) {
      if (buffer !== undefined && this.#handedOut.has(buffer)) this.#buffers[place] = undefined;
    }
    this.#handedOut.clear();
  }

  compute(steps: Steps): void {
    if (steps === this.#computed) return;
    this.#computed = steps;
    for (let step = 0; step < steps.length; step++) {
      const slot = steps[step] as number;
      for (let point = 0; point < this.points; point++) {
        this.#values[slot * this.points + point] ??= this.#work(slot, point);
      }
    }
  }

  computeErrors(steps: Steps): void {
    for (const slot of steps) {
      for (let point = 0; point < this.points; point++) {
        this.#errors[slot * this.points + point] ??= this.#workError(slot, point);
      }
    }
  }

  value(slot: number, point: number): Tensor {
    const value = this.#known(slot, point);
    this.#handedOut.add(value.data);
    return value;
  }

  number(slot: number, point: number): number {
    return onlyNumber(this.#known(slot, point));
  }

  error(slot: number, point: number): Tensor {
    return mapTensor(this.#rawError(slot, point), (bound) => (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound));
  }

  #known(slot: number, point: number): Tensor {
    const value = this.#values[slot * this.points + point];
    if (value === undefined) throw new Error(`slot ${slot} was not worked out`);
    return value;
  }

  #work(slot: number, point: number): Tensor {
    const { op, inputs, options, shape, constant, outer } = this.#slot(slot);
    if (constant !== null) return constant.value;
    if (op === null) {
      if (this.#outer !== null && outer >= 0) return this.#outer.value(outer, point);
      throw new Error("an input of the program was given no value");
    }
    if (inputs.length > 2 || inputs.length === 0) {
      return op.value(...inputs.map((part) => this.#known(part, point)), ...options);
    }
    const left = this.#known(inputs[0] as number, point);
    const right = inputs.length === 1 ? left : this.#known(inputs[1] as number, point);
    if (op.each !== undefined) {
      const data = this.#workEach(slot, point, op.each, left, right, shape);
      if (data !== null) return { shape, data };
    }
    return inputs.length === 1 ? op.value(left, ...options) : op.value(left, right, ...options);
  }

  /** An elementwise step; null where an operand is stretched along other axes than its first. */
  #workEach(slot: number, point: number, each: Each, left: Tensor, right: Tensor, shape: Shape): Float64Array | null {
    const a = left.data;
    const b = right.data;
    const size = sizeOf(shape);
    if (!isRepeated(left, shape, size) || !isRepeated(right, shape, size)) return null;
    const number = this.#program.ruleNumbers[slot] as number;
    const data = this.#bufferFor(slot * this.points + point, size);
    if (a.length === b.length) {
      for (let n = 0; n < size; n++) data[n] = applyRule(number, each, a[n] as number, b[n] as number);
      return data;
    }
    const block = Math.min(a.length, b.length);
    for (let start = 0; start < size; start += block) {
      const fromA = a.length === size ? start : 0;
      const fromB = b.length === size ? start : 0;
      for (let n = 0; n < block; n++) {
        data[start + n] = applyRule(number, each, a[fromA + n] as number, b[fromB + n] as number);
      }
    }
    return data;
  }

  #bufferFor(place: number, size: number): Float64Array {
    const known = this.#buffers[place];
    if (known?.length === size) return known;
    const buffer = new Float64Array(size);
    this.#buffers[place] = buffer;
    return buffer;
  }

  #workError(slot: number, point: number): Tensor {
    const { op, inputs, options, constant, outer } = this.#slot(slot);
    if (constant !== null) return constant.error;
    if (op === null) {
      if (this.#outer !== null && outer >= 0) return this.#outer.error(outer, point);
      return filled(this.#known(slot, point).shape, 0);
    }
    const values = inputs.map((part) => this.#known(part, point));
    const errors = inputs.map((part) => this.#rawError(part, point));
    return op.error(values, errors, this.#known(slot, point), ...options);
  }

  #rawError(slot: number, point: number): Tensor {
    const error = this.#errors[slot * this.points + point];
    if (error === undefined) throw new Error(`the error of slot ${slot} was not worked out`);
    return error;
  }

  #slot(slot: number): Program["slots"][number] {
    const found = this.#program.slots[slot];
    if (found === undefined) throw new Error(`the program has no slot ${slot}`);
    return found;
  }
}

/** Whether broadcasting reads all of a tensor again and again: as a whole, or along the first axes only, as a bias. */
function isRepeated({ shape: own, data }: Tensor, shape: Shape, size: number): boolean {
  if (data.length === size) return true;
  let axis = own.length - 1;
  for (let other = shape.length - 1; axis >= 0 && own[axis] === shape[other]; other--) axis--;
  while (axis >= 0 && own[axis] === 1) axis--;
  return axis < 0;
}
