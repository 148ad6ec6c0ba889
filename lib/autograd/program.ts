import { Arena } from "./arena.ts";
import type { AnyOp, Each } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { ruleNumber } from "./rules.ts";
import { noSlot, StepTable } from "./step-table.ts";
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

/** An op with the numbers it goes by in a program: its own, and its rule's for `applyRule`. */
export interface NumberedOp {
  readonly op: AnyOp;
  readonly number: number;
  readonly rule: number;
  readonly each: Each | null;
}

const numberedOps = new Map<AnyOp, NumberedOp>(
  Object.values<AnyOp>(catalogue).map((op, number) => {
    return [op, { op, number, rule: ruleNumber(op), each: op.each ?? null }];
  }),
);

/** Beside the numbers of ops: what constants and imported slots are found by. */
const constantKey = -1;
const importKey = -2;

/** The two halves of a number, by which a constant is found: 0 and −0 are apart. */
const halves = new Int32Array(2);
const whole = new Float64Array(halves.buffer);

const none: readonly never[] = [];
const exact = scalar(0);

/**
 * A tape laid out flat: every step has a slot, equal steps share one, constant parts are worked out once. A program grows as
 * more is asked of it and never forgets; what a single answer needs goes into an inner program, which reads the outer one's slots.
 */
export class Program {
  readonly slots: Slot[] = [];
  readonly outer: Program | null;
  /** Where runs of this program, and of those inside it, keep their numbers. */
  readonly arena: Arena;
  /** Per slot, the number of its rule for `applyRule`; −1 where there is no step. */
  readonly ruleNumbers: number[] = [];
  /** Per slot, for elementwise steps, the two slots it reads: the same one twice for an op of one input. */
  readonly operands: number[] = [];
  /** True while every slot holds one number and every step has a rule for plain numbers. */
  isScalar = true;
  readonly #table = new StepTable();
  /** Made when they are needed: answers over plain numbers do without nodes, and without steps that no table holds. */
  #slotOf: Map<Node, number> | null = null;
  #longSteps: Map<string, number> | null = null;

  constructor(outer: Program | null = null) {
    this.outer = outer;
    this.arena = outer?.arena ?? new Arena();
  }

  slotOf(node: Node): number {
    const slot = this.#slotOf?.get(node);
    if (slot === undefined) throw new Error("a node is asked for that the program does not hold");
    return slot;
  }

  /** Gives a node, and every node behind it, a slot. */
  add(output: Node): number {
    this.#slotOf ??= new Map();
    const slots = this.#slotOf;
    const known = slots.get(output);
    if (known !== undefined) return known;
    for (const node of topologicalOrder([output], (node) => slots.has(node))) slots.set(node, this.#addOne(node));
    return this.slotOf(output);
  }

  #addOne(node: Node): number {
    const { op, constant } = node;
    if (constant !== null) return this.constant(constant);
    if (op === null) return this.#append(null, none, none, node.shape, null, -1);
    const inputs = node.inputs.map((part) => this.slotOf(part));
    return this.#step(numbered(op), inputs, node.options, node.shape);
  }

  /** The slot here of a slot of the outer program. */
  import(outer: number): number {
    const known = this.#table.find(importKey, outer, noSlot);
    if (known !== noSlot) return known;
    const shape = this.outer?.slots[outer]?.shape;
    if (shape === undefined) throw new Error(`the outer program has no slot ${outer}`);
    const slot = this.#append(null, none, none, shape, null, outer);
    this.#table.set(importKey, outer, noSlot, slot);
    return slot;
  }

  constant(value: number | Tensor): number {
    if (typeof value === "number") return this.#number(value);
    if (value.shape.length === 0) return this.#number(value.data[0] as number);
    return this.#fixed(value, { shape: value.shape, data: new Float64Array(value.data.length) });
  }

  /** One more step; a step that stands here already, or changes nothing, gets the slot that holds its result. */
  step(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number {
    const shapes = inputs.map((slot) => this.shapeOf(slot));
    return this.#step(numbered(op), inputs, options, op.shape(shapes, ...options));
  }

  /** The same for an elementwise op of one or two inputs; `right` is `noSlot` for one. */
  elementwiseStep(op: NumberedOp, left: number, right: number): number {
    const isOfNumbers =
      this.isScalar || (this.shapeOf(left).length === 0 && (right === noSlot || this.shapeOf(right).length === 0));
    if (!isOfNumbers) return this.step(op.op, right === noSlot ? [left] : [left, right], none);
    return this.#shortStep(op, left, right, none);
  }

  shapeOf(slot: number): Shape {
    const shape = this.slots[slot]?.shape;
    if (shape === undefined) throw new Error(`the program has no slot ${slot}`);
    return shape;
  }

  /** The slots to be worked out before `outputs` are known, in order, themselves included. */
  stepsTo(outputs: readonly number[]): Steps {
    // Plain arrays: a short typed one takes longer to make and to throw away, and answers make many.
    let last = noSlot;
    for (const slot of outputs) if (slot > last) last = slot;
    const needed: boolean[] = new Array(last + 1).fill(false);
    for (const slot of outputs) needed[slot] = true;
    const steps: number[] = [];
    for (let slot = last; slot >= 0; slot--) {
      if (!needed[slot]) continue;
      steps.push(slot);
      const { inputs } = this.slots[slot] as Slot;
      for (let place = 0; place < inputs.length; place++) needed[inputs[place] as number] = true;
    }
    return steps.reverse();
  }

  #step(op: NumberedOp, inputs: readonly number[], options: readonly unknown[], shape: Shape): number {
    const [left, right = noSlot] = inputs;
    if (left !== undefined && inputs.length <= 2 && options.length === 0) {
      return this.#shortStep(op, left, right, shape);
    }
    const key = JSON.stringify([op.number, inputs, options]);
    this.#longSteps ??= new Map();
    const known = this.#longSteps.get(key);
    if (known !== undefined) return known;
    const slot = this.#foldOrAppend(op, inputs, options, shape);
    this.#longSteps.set(key, slot);
    return slot;
  }

  /** A step of one or two inputs, which is told nothing else. */
  #shortStep(op: NumberedOp, left: number, right: number, shape: Shape): number {
    const unchanged = this.#unchanged(op.op, left, right, shape);
    if (unchanged !== noSlot) return unchanged;
    const known = this.#table.find(op.number, left, right);
    if (known !== noSlot) return known;
    const slot = this.#foldOrAppend(op, right === noSlot ? [left] : [left, right], none, shape);
    this.#table.set(op.number, left, right, slot);
    return slot;
  }

  #foldOrAppend(op: NumberedOp, inputs: readonly number[], options: readonly unknown[], shape: Shape): number {
    for (const part of inputs) {
      if (this.slots[part]?.constant == null) return this.#append(op, inputs, options, shape, null, -1);
    }
    return inputs.length === 0
      ? this.#append(op, inputs, options, shape, null, -1)
      : this.#fold(op.op, inputs, options);
  }

  #append(
    op: NumberedOp | null,
    inputs: readonly number[],
    options: readonly unknown[],
    shape: Shape,
    constant: Constant | null,
    outer: number,
  ): number {
    const left = inputs.length > 0 ? (inputs[0] as number) : 0;
    this.ruleNumbers.push(op === null ? -1 : op.rule);
    this.operands.push(left, inputs.length > 1 ? (inputs[1] as number) : left);
    if (shape.length > 0 || op?.each === null) this.isScalar = false;
    return this.slots.push({ op: op === null ? null : op.op, inputs, options, shape, constant, outer }) - 1;
  }

  /** Where a step changes nothing it needs no slot: a second name, a factor of 1, a matrix transposed twice. Else `noSlot`. */
  #unchanged(op: AnyOp, left: number, right: number, shape: Shape): number {
    if (op === catalogue.identity) return left;
    if (op === catalogue.transpose)
      return this.slots[left]?.op === op ? (this.slots[left]?.inputs[0] ?? noSlot) : noSlot;
    if (op !== catalogue.multiply) return noSlot;
    const other = this.#isOne(left) ? right : this.#isOne(right) ? left : noSlot;
    return other !== noSlot && sameShape(this.shapeOf(other), shape) ? other : noSlot;
  }

  #isOne(slot: number): boolean {
    const constant = this.slots[slot]?.constant;
    return constant?.value.data.length === 1 && constant.value.data[0] === 1 && constant.error.data[0] === 0;
  }

  #fold(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number {
    const parts = inputs.map((slot) => this.slots[slot]?.constant).filter((part) => part != null);
    const values = parts.map((part) => part.value);
    const errors = parts.map((part) => part.error);
    const value = op.value(...values, ...options);
    return this.#fixed(value, op.error(values, errors, value, ...options));
  }

  #number(value: number): number {
    whole[0] = value;
    const [low, high] = [halves[0] as number, halves[1] as number];
    const known = this.#table.find(constantKey, low, high);
    if (known !== noSlot) return known;
    const slot = this.#fixed(scalar(value), exact);
    this.#table.set(constantKey, low, high, slot);
    return slot;
  }

  #fixed(value: Tensor, error: Tensor): number {
    return this.#append(null, none, none, value.shape, { value, error }, -1);
  }
}

export function numbered(op: AnyOp): NumberedOp {
  const known = numberedOps.get(op);
  if (known === undefined) throw new Error(`${op.name} is not in the catalogue`);
  return known;
}
