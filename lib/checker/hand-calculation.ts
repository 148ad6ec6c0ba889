import { type Shape, sizeOf, type Tensor } from "#lib/autograd/tensor.ts";
import { type Ask, printAsk } from "#lib/exercises/ask.ts";
import { pathsBetween, quantitiesReaching } from "#lib/model/chain-rule.ts";
import type { Evaluation } from "#lib/model/compile.ts";
import type { Model } from "#lib/model/model.ts";
import { type HandStep, makeStep, slopeOfOutput } from "./hand-step.ts";

/** Values that somebody has written down, by what they are of: "z2", "dL/dy3". They are used in place of the true ones. */
export type Written = ReadonlyMap<string, Tensor>;

/** One way to go on by hand from what is written; two people who reason alike still differ in these. */
export interface Way {
  /** A derivative is put together from its near end or from its far end. */
  readonly from: "near" | "far";
  /** The slope of σ and tanh from the output that is written, y(1 − y), or from the pre-activation. */
  readonly slopeFromOutput: boolean;
}

export const ways: readonly Way[] = [
  { from: "far", slopeFromOutput: true },
  { from: "far", slopeFromOutput: false },
  { from: "near", slopeFromOutput: true },
  { from: "near", slopeFromOutput: false },
];

/**
 * A model worked out one definition at a time, so that any value on the way may be replaced by a written one: what follows from
 * it follows. `shapeOf` is of every quantity.
 */
export class HandCalculation {
  readonly #model: Model;
  readonly #steps: ReadonlyMap<string, HandStep>;
  readonly #isOnlyWay = new Map<string, boolean>();
  readonly #reaching = new Map<string, ReadonlySet<string>>();

  constructor(model: Model, shapeOf: (name: string) => Shape) {
    this.#model = model;
    const nodes = model.quantities.filter(({ kind }) => kind === "node");
    this.#steps = new Map(nodes.map(({ name, tree }) => [name, makeStep(name, tree, shapeOf)]));
  }

  /** What is asked, as it follows from what is written; `given` has the inputs. Its own line is not looked at. */
  follow(ask: Ask, written: Written, given: (name: string) => Tensor, way: Way): Float64Array {
    const others = new Map(written);
    others.delete(printAsk(ask));
    const values = this.#forward(others, given);
    const valueAt = (name: string): Tensor => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`${name} is no quantity of the model`);
      return value;
    };
    if (ask.kind === "quantity") return valueAt(ask.name).data;
    return this.#backward(others, valueAt, way)(ask.partial.of, ask.partial.by);
  }

  #forward(written: Written, given: (name: string) => Tensor): ReadonlyMap<string, Tensor> {
    const values = new Map<string, Tensor>();
    for (const { name } of this.#model.quantities) {
      const step = this.#steps.get(name);
      values.set(name, written.get(name) ?? (step === undefined ? given(name) : valueAfter(step, values)));
    }
    return values;
  }

  /** Derivatives over written values, as matrices: a row for each entry of `of`, a column for each of `by`. */
  #backward(written: Written, valueAt: (name: string) => Tensor, way: Way) {
    const totals = new Map<string, Float64Array>();
    const evaluations = new Map<string, Evaluation>();
    const sizeOfName = (name: string) => sizeOf(valueAt(name).shape);

    /** How one definition changes with what it reads, everything else held. */
    const localSlope = (of: string, by: string): Float64Array => {
      const given = this.#isOnly(of, by) ? written.get(`d${of}/d${by}`) : undefined;
      if (given !== undefined) return given.data;
      const step = this.#step(of);
      const slope = way.slopeFromOutput ? slopeOfOutput(step) : null;
      if (slope !== null) return diagonal(valueAt(of).data.map(slope));
      const evaluation =
        evaluations.get(of) ??
        step.compiled.evaluate(Object.fromEntries(step.reads.map((read) => [read, valueAt(read)])));
      evaluations.set(of, evaluation);
      return evaluation.partial({ of, by }).data;
    };

    const total = (of: string, by: string): Float64Array => {
      const key = `d${of}/d${by}`;
      const known = written.get(key)?.data ?? totals.get(key);
      if (known !== undefined) return known;
      const made = of === by ? diagonal(new Float64Array(sizeOfName(of)).fill(1)) : addUp(of, by);
      totals.set(key, made);
      return made;
    };

    const addUp = (of: string, by: string): Float64Array => {
      const sum = new Float64Array(sizeOfName(of) * sizeOfName(by));
      for (const name of way.from === "near" ? this.#readOnTheWay(of, by) : this.#usersOnTheWay(of, by)) {
        const [left, right] =
          way.from === "near" ? [localSlope(of, name), total(name, by)] : [total(of, name), localSlope(name, by)];
        addProduct(sum, left, right, { rows: sizeOfName(of), inner: sizeOfName(name), columns: sizeOfName(by) });
      }
      return sum;
    };
    return total;
  }

  #readOnTheWay(of: string, by: string): readonly string[] {
    return this.#steps.get(of)?.reads.filter((name) => this.#reachedFrom(by).has(name)) ?? [];
  }

  #usersOnTheWay(of: string, by: string): readonly string[] {
    const users = [...this.#steps.values()].filter(({ reads }) => reads.includes(by));
    return users.map(({ name }) => name).filter((name) => this.#reachedFrom(name).has(of));
  }

  /** The quantities that this one plays a part in, itself among them. */
  #reachedFrom(name: string): ReadonlySet<string> {
    const known = this.#reaching.get(name) ?? quantitiesReaching(this.#model, name);
    this.#reaching.set(name, known);
    return known;
  }

  /** Is the direct way from one quantity to what it reads the only one, so that its slope is the whole derivative? */
  #isOnly(of: string, by: string): boolean {
    const key = `${of} ${by}`;
    const known = this.#isOnlyWay.get(key) ?? pathsBetween(this.#model, of, by, 2).length === 1;
    this.#isOnlyWay.set(key, known);
    return known;
  }

  #step(name: string): HandStep {
    const step = this.#steps.get(name);
    if (step === undefined) throw new Error(`${name} is an input and has no slope`);
    return step;
  }
}

function valueAfter(step: HandStep, values: ReadonlyMap<string, Tensor>): Tensor {
  const inputs: Record<string, Tensor> = {};
  for (const read of step.reads) {
    const value = values.get(read);
    if (value === undefined) throw new Error(`${step.name} reads ${read}, which comes later`);
    inputs[read] = value;
  }
  return step.compiled.evaluate(inputs).value(step.name);
}

function diagonal(entries: Float64Array): Float64Array {
  const matrix = new Float64Array(entries.length ** 2);
  for (const [place, entry] of entries.entries()) matrix[place * (entries.length + 1)] = entry;
  return matrix;
}

interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

function addProduct(sum: Float64Array, a: Float64Array, b: Float64Array, { rows, inner, columns }: ProductSizes): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[row * inner + k] as number;
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        sum[at] = (sum[at] as number) + factor * (b[k * columns + column] as number);
      }
    }
  }
}
