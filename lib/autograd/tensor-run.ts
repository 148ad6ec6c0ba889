import type { AnyOp, Each } from "./op.ts";
import type { Program, Steps } from "./program.ts";
import { contiguous, type Rows, rowsOf } from "./rows.ts";
import { applyRule } from "./rules.ts";
import type { Run } from "./run.ts";
import { filled, mapTensor, onlyNumber, sizeOf, type Tensor } from "./tensor.ts";
import type { Strided } from "./view.ts";

/** A run over tensors of any shapes: one op after another, point by point. */
export class TensorRun implements Run {
  readonly points: number;
  readonly #program: Program;
  #outer: Run | null;
  /** Views of each other where a step only looks at its input in another way. Whoever asks gets row-major order. */
  readonly #values: (Strided | undefined)[] = [];
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
    const value = contiguous(this.#known(slot, point));
    this.#handedOut.add(value.data);
    return value;
  }

  number(slot: number, point: number): number {
    return onlyNumber(contiguous(this.#known(slot, point)));
  }

  error(slot: number, point: number): Tensor {
    return mapTensor(this.#rawError(slot, point), (bound) => (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound));
  }

  #known(slot: number, point: number): Strided {
    const value = this.#values[slot * this.points + point];
    if (value === undefined) throw new Error(`slot ${slot} was not worked out`);
    return value;
  }

  #work(slot: number, point: number): Strided {
    const { op, inputs, options, shape, constant, outer } = this.#slot(slot);
    if (constant !== null) return constant.value;
    if (op === null) {
      if (this.#outer !== null && outer >= 0) return this.#outer.value(outer, point);
      throw new Error("an input of the program was given no value");
    }
    if (op.each === undefined)
      return carriedOut(
        op,
        inputs.map((part) => this.#known(part, point)),
        options,
      );
    const left = this.#known(inputs[0] as number, point);
    const right = this.#known(inputs[1] ?? (inputs[0] as number), point);
    const data = this.#bufferFor(slot * this.points + point, sizeOf(shape));
    fillRows(data, rowsOf(left, right, shape), op.each, this.#program.ruleNumbers[slot] as number);
    return { shape, data };
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
    const values = inputs.map((part) => contiguous(this.#known(part, point)));
    const errors = inputs.map((part) => this.#rawError(part, point));
    return op.error(values, errors, contiguous(this.#known(slot, point)), ...options);
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

function carriedOut(op: AnyOp, inputs: readonly Strided[], options: readonly unknown[]): Strided {
  return op.view === undefined ? op.value(...inputs, ...options) : op.view(...inputs, ...options);
}

/** An elementwise step, row by row into row-major order. */
function fillRows(data: Float64Array, { length, left, right }: Rows, each: Each, number: number): void {
  const [a, b] = [left.numbers, right.numbers];
  let place = 0;
  for (let row = 0; row < left.starts.length; row++) {
    let i = left.starts[row] as number;
    let j = right.starts[row] as number;
    for (let n = 0; n < length; n++) {
      data[place++] = applyRule(number, each, a[i] as number, b[j] as number);
      i += left.step;
      j += right.step;
    }
  }
}
