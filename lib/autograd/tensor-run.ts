import type { Program } from "./program.ts";
import type { Run } from "./run.ts";
import { mapTensor, type Tensor } from "./tensor.ts";

/** A run over tensors of any shapes: one op after another, point by point. */
export class TensorRun implements Run {
  readonly points: number;
  readonly #program: Program;
  #outer: Run | null;
  readonly #values: (Tensor | undefined)[] = [];
  readonly #errors: (Tensor | undefined)[] = [];

  constructor(program: Program, points: number, outer: Run | null) {
    this.points = points;
    this.#program = program;
    this.#outer = outer;
  }

  give(slot: number, point: number, value: Tensor): void {
    this.#values[slot * this.points + point] = value;
    this.#errors[slot * this.points + point] = mapTensor(value, () => 0);
  }

  restart(outer: Run): void {
    this.#outer = outer;
    this.#values.length = 0;
    this.#errors.length = 0;
  }

  compute(steps: Int32Array): void {
    for (const slot of steps) {
      for (let point = 0; point < this.points; point++) {
        this.#values[slot * this.points + point] ??= this.#work(slot, point);
      }
    }
  }

  computeErrors(steps: Int32Array): void {
    for (const slot of steps) {
      for (let point = 0; point < this.points; point++) {
        this.#errors[slot * this.points + point] ??= this.#workError(slot, point);
      }
    }
  }

  value(slot: number, point: number): Tensor {
    const value = this.#values[slot * this.points + point];
    if (value === undefined) throw new Error(`slot ${slot} was not worked out`);
    return value;
  }

  error(slot: number, point: number): Tensor {
    return mapTensor(this.#rawError(slot, point), (bound) => (Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound));
  }

  #work(slot: number, point: number): Tensor {
    const { op, inputs, options, constant, outer } = this.#slot(slot);
    if (constant !== null) return constant.value;
    if (op !== null) return op.value(...inputs.map((part) => this.value(part, point)), ...options);
    if (this.#outer !== null && outer >= 0) return this.#outer.value(outer, point);
    throw new Error("an input of the program was given no value");
  }

  #workError(slot: number, point: number): Tensor {
    const { op, inputs, options, constant, outer } = this.#slot(slot);
    if (constant !== null) return constant.error;
    if (op === null) {
      if (this.#outer !== null && outer >= 0) return this.#outer.error(outer, point);
      throw new Error("an input of the program was given no value");
    }
    const values = inputs.map((part) => this.value(part, point));
    const errors = inputs.map((part) => this.#rawError(part, point));
    return op.error(values, errors, this.value(slot, point), ...options);
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
