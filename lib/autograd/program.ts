import { type AnyOp, type Each, type On, splitInputs } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { ruleNumber } from "./rules.ts";
import type { Node } from "./tape.ts";
import { type Shape, sameShape, scalar, type Tensor } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";

/** A constant, and how far its folded value may be from the exact one. */
interface Constant {
  readonly value: Tensor;
  readonly error: Tensor;
}

/** What stands in one slot: a step to carry out, a value given at each evaluation (`op` is null), or a constant. */
export interface Slot {
  readonly op: AnyOp | null;
  readonly inputs: readonly number[];
  readonly options: readonly unknown[];
  readonly shape: Shape;
  readonly constant: Constant | null;
  /** The slot of the outer program that this one is copied from, else −1. */
  readonly outer: number;
}

/** Slots in an order in which each comes after those that it reads. */
export type Steps = readonly number[];

const opNumbers = new Map<AnyOp, number>(Object.values<AnyOp>(catalogue).map((op, number) => [op, number]));
const none: readonly never[] = [];

/** A key of two slots fits a float64 up to four million slots and 500 ops. */
const slotLimit = 2 ** 22;

/**
 * A tape laid out flat: every step has a slot, equal steps share one, constant parts are worked out once. A program grows as
 * more is asked of it and never forgets; what a single answer needs goes into an inner program, which reads the outer one's slots.
 */
export class Program {
  readonly slots: Slot[] = [];
  readonly outer: Program | null;
  /** Per slot, for runs over plain numbers: its rule, the rule's number for `applyRule`, and the slots it reads. */
  readonly rules: (Each | null)[] = [];
  readonly ruleNumbers: number[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  /** True while every slot holds one number and every step has a rule for plain numbers. */
  isScalar = true;
  readonly #slotOf = new Map<Node, number>();
  readonly #imported = new Map<number, number>();
  readonly #steps = new Map<number | string, number>();
  readonly #numbers = new Map<number, number>();

  constructor(outer: Program | null = null) {
    this.outer = outer;
  }

  slotOf(node: Node): number {
    const slot = this.#slotOf.get(node);
    if (slot === undefined) throw new Error("a node is asked for that the program does not hold");
    return slot;
  }

  /** Gives a node, and every node behind it, a slot. */
  add(output: Node): number {
    const known = this.#slotOf.get(output);
    if (known !== undefined) return known;
    for (const node of topologicalOrder([output], (node) => this.#slotOf.has(node))) {
      this.#slotOf.set(node, this.#addOne(node));
    }
    return this.slotOf(output);
  }

  #addOne(node: Node): number {
    const { op, constant } = node;
    if (constant !== null) return this.constant(constant);
    if (op === null) return this.#append(null, none, none, node.shape, null, -1);
    const inputs = node.inputs.map((part) => this.slotOf(part));
    return this.#step(op, inputs, node.options, node.shape);
  }

  /** The slot here of a slot of the outer program. */
  import(outer: number): number {
    const known = this.#imported.get(outer);
    if (known !== undefined) return known;
    const shape = this.outer?.slots[outer]?.shape;
    if (shape === undefined) throw new Error(`the outer program has no slot ${outer}`);
    const slot = this.#append(null, none, none, shape, null, outer);
    this.#imported.set(outer, slot);
    return slot;
  }

  constant(value: number | Tensor): number {
    return this.#fixed(typeof value === "number" ? scalar(value) : value, null);
  }

  /** One more step; a step that stands here already, or changes nothing, gets the slot that holds its result. */
  step(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number {
    const isOfNumbers = op.each !== undefined && inputs.every((slot) => this.slots[slot]?.shape.length === 0);
    const shape = isOfNumbers
      ? none
      : op.shape(
          inputs.map((slot) => this.shapeOf(slot)),
          ...options,
        );
    return this.#step(op, inputs, options, shape);
  }

  shapeOf(slot: number): Shape {
    const shape = this.slots[slot]?.shape;
    if (shape === undefined) throw new Error(`the program has no slot ${slot}`);
    return shape;
  }

  /** The slots to be worked out before `outputs` are known, in order, themselves included. */
  stepsTo(outputs: readonly number[]): Steps {
    // Plain arrays: a short typed one takes longer to make and to throw away, and answers make many.
    const needed: boolean[] = new Array(this.slots.length).fill(false);
    for (const slot of outputs) needed[slot] = true;
    const steps: number[] = [];
    for (let slot = needed.length - 1; slot >= 0; slot--) {
      if (!needed[slot]) continue;
      steps.push(slot);
      for (const part of this.slots[slot]?.inputs ?? none) needed[part] = true;
    }
    return steps.reverse();
  }

  #step(op: AnyOp, inputs: readonly number[], options: readonly unknown[], shape: Shape): number {
    const unchanged = this.#asInput(op, inputs, shape);
    if (unchanged !== undefined) return unchanged;
    const key = stepKey(op, inputs, options);
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const isFixed = inputs.length > 0 && inputs.every((slot) => this.slots[slot]?.constant != null);
    const slot = isFixed ? this.#fold(op, inputs, options) : this.#append(op, inputs, options, shape, null, -1);
    this.#steps.set(key, slot);
    return slot;
  }

  #append(
    op: AnyOp | null,
    inputs: readonly number[],
    options: readonly unknown[],
    shape: Shape,
    constant: Constant | null,
    outer: number,
  ): number {
    const number = this.slots.push({ op, inputs, options, shape, constant, outer }) - 1;
    this.rules.push(op?.each ?? null);
    this.ruleNumbers.push(ruleNumber(op));
    this.left.push(inputs[0] ?? 0);
    this.right.push(inputs[1] ?? inputs[0] ?? 0);
    if (shape.length > 0 || (op !== null && op.each === undefined)) this.isScalar = false;
    return number;
  }

  /** A step that changes nothing needs no slot: a second name, a factor of 1, a matrix transposed twice. */
  #asInput(op: AnyOp, inputs: readonly number[], shape: Shape): number | undefined {
    const [a, b] = inputs;
    if (op === catalogue.identity) return a;
    if (op === catalogue.transpose && a !== undefined && this.slots[a]?.op === op) return this.slots[a]?.inputs[0];
    if (op !== catalogue.multiply || a === undefined || b === undefined) return undefined;
    const other = this.#isOne(a) ? b : this.#isOne(b) ? a : undefined;
    return other !== undefined && sameShape(this.shapeOf(other), shape) ? other : undefined;
  }

  #isOne(slot: number): boolean {
    const constant = this.slots[slot]?.constant;
    return constant?.value.data.length === 1 && constant.value.data[0] === 1 && constant.error.data[0] === 0;
  }

  #fold(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number {
    const parts = inputs.map((slot) => this.slots[slot]?.constant).filter((part) => part != null);
    const values = parts.map((part) => part.value);
    const value = op.value(...values, ...options);
    const error = op.error(
      values,
      parts.map((part) => part.error),
      value,
      ...options,
    );
    return this.#fixed(value, error);
  }

  #fixed(value: Tensor, error: Tensor | null): number {
    const number = value.shape.length === 0 && error === null ? value.data[0] : undefined;
    const isKept = number !== undefined && !Object.is(number, -0);
    const known = isKept ? this.#numbers.get(number) : undefined;
    if (known !== undefined) return known;
    const exact = error ?? { shape: value.shape, data: new Float64Array(value.data.length) };
    const slot = this.#append(null, none, none, value.shape, { value, error: exact }, -1);
    if (isKept) this.#numbers.set(number, slot);
    return slot;
  }
}

/** Writes steps straight into a program: the carrier of short-lived answers, for which nodes would be made in vain. */
export function recordInto(program: Program): On<number> {
  return new SlotRecorder(program) as unknown as On<number>;
}

class SlotRecorder {
  readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  constant(value: number | Tensor): number {
    return this.program.constant(value);
  }

  shapeOf(slot: number): Shape {
    return this.program.shapeOf(slot);
  }
}

for (const op of Object.values<AnyOp>(catalogue)) {
  const method = op.each
    ? function (this: SlotRecorder, ...inputs: number[]) {
        return this.program.step(op, inputs, none);
      }
    : function (this: SlotRecorder, ...all: unknown[]) {
        const [inputs, options] = splitInputs(op, all);
        return this.program.step(op, inputs as number[], options);
      };
  Object.defineProperty(SlotRecorder.prototype, op.name, { value: method });
}

function stepKey(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number | string {
  const [left = 0, right = slotLimit - 1, third] = inputs;
  if (options.length > 0 || third !== undefined) return JSON.stringify([op.name, inputs, options]);
  return ((opNumbers.get(op) ?? 0) * slotLimit + left) * slotLimit + right;
}
