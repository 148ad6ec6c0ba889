import type { AnyOp, Each } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import type { Node } from "./tape.ts";
import { sameShape, type Tensor } from "./tensor.ts";
import { topologicalOrder } from "./topological-order.ts";

/** What stands in one slot: a step to carry out, a value given at each evaluation, or a constant with its rounding error. */
export interface Slot {
  readonly node: Node;
  readonly op: AnyOp | null;
  readonly inputs: readonly number[];
  readonly constant: { readonly value: Tensor; readonly error: Tensor } | null;
  /** The slot of the outer program that this one is copied from, else −1. */
  readonly outer: number;
}

const opNumbers = new Map<AnyOp, number>(Object.values<AnyOp>(catalogue).map((op, number) => [op, number]));

/** A key of two slots fits a float64 up to four million slots and 500 ops. */
const slotLimit = 2 ** 22;

/**
 * A tape laid out flat: every node has a slot, equal steps share one, constant parts are worked out once. A program grows as
 * more is asked of it and never forgets; what a single answer needs goes into an inner program, which reads the outer one's slots.
 */
export class Program {
  readonly slots: Slot[] = [];
  readonly outer: Program | null;
  /** Per slot, for runs over plain numbers: its rule and the slots it reads. */
  readonly rules: (Each | null)[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  /** True while every slot holds one number and every step has a rule for plain numbers. */
  isScalar = true;
  readonly #slotOf = new Map<Node, number>();
  readonly #steps = new Map<number, number>();
  readonly #otherSteps = new Map<string, number>();
  readonly #numbers = new Map<number, number>();

  constructor(outer: Program | null = null) {
    this.outer = outer;
  }

  has(node: Node): boolean {
    return this.#slotOf.has(node);
  }

  slotOf(node: Node): number {
    const slot = this.#slotOf.get(node);
    if (slot === undefined) throw new Error("a node is asked for that the program does not hold");
    return slot;
  }

  /** Gives every node behind `outputs` a slot. */
  add(outputs: readonly Node[]): void {
    const isOuter = (node: Node) => this.outer?.has(node) ?? false;
    for (const node of topologicalOrder(outputs, (known) => this.#slotOf.has(known) || isOuter(known))) {
      for (const part of node.inputs) if (!this.#slotOf.has(part)) this.#import(part);
      this.#slotOf.set(node, this.#place(node));
    }
    for (const node of outputs) if (!this.#slotOf.has(node)) this.#import(node);
  }

  /** The slots to be worked out before `outputs` are known, in order, themselves included. */
  stepsTo(outputs: readonly Node[]): Int32Array {
    const needed = new Uint8Array(this.slots.length);
    for (const node of outputs) needed[this.slotOf(node)] = 1;
    let count = 0;
    for (let slot = needed.length - 1; slot >= 0; slot--) {
      if (needed[slot] === 0) continue;
      count++;
      for (const part of this.slots[slot]?.inputs ?? []) needed[part] = 1;
    }
    const steps = new Int32Array(count);
    for (let slot = needed.length - 1; slot >= 0; slot--) if (needed[slot] === 1) steps[--count] = slot;
    return steps;
  }

  #import(node: Node): void {
    const outer = this.outer?.slotOf(node) ?? -1;
    this.#slotOf.set(node, this.#append({ node, op: null, inputs: [], constant: null, outer }));
  }

  #append(slot: Slot): number {
    const { op, inputs, node } = slot;
    const number = this.slots.push(slot) - 1;
    this.rules.push(op?.each ?? null);
    this.left.push(inputs[0] ?? 0);
    this.right.push(inputs[1] ?? inputs[0] ?? 0);
    if (node.shape.length > 0 || (op !== null && op.each === undefined)) this.isScalar = false;
    return number;
  }

  #place(node: Node): number {
    const { op, constant } = node;
    if (constant !== null) return this.#placeConstant(node, constant, null);
    if (op === null) return this.#append({ node, op, inputs: [], constant: null, outer: -1 });
    const inputs = node.inputs.map((part) => this.slotOf(part));
    const same = this.#asInput(node, inputs) ?? this.#find(op, inputs, node.options);
    if (same !== undefined) return same;
    const fixed = inputs.map((slot) => this.slots[slot]?.constant ?? null);
    const slot = fixed.every((part) => part !== null)
      ? this.#fold(node, op, fixed)
      : this.#append({ node, op, inputs, constant: null, outer: -1 });
    this.#remember(op, inputs, node.options, slot);
    return slot;
  }

  /** A step that changes nothing needs no slot: a second name, a factor of 1. */
  #asInput(node: Node, inputs: readonly number[]): number | undefined {
    if (node.op === catalogue.identity) return inputs[0];
    if (node.op !== catalogue.multiply) return undefined;
    const isOne = (slot: number | undefined) => {
      const constant = slot === undefined ? null : this.slots[slot]?.constant;
      return constant?.value.data.length === 1 && constant.value.data[0] === 1 && constant.error.data[0] === 0;
    };
    const place = isOne(inputs[0]) ? 1 : isOne(inputs[1]) ? 0 : undefined;
    const other = place === undefined ? undefined : node.inputs[place];
    return other !== undefined && sameShape(other.shape, node.shape) ? inputs[place ?? 0] : undefined;
  }

  #fold(node: Node, op: AnyOp, parts: readonly { readonly value: Tensor; readonly error: Tensor }[]): number {
    const values = parts.map((part) => part.value);
    const value = op.value(...values, ...node.options);
    const errors = parts.map((part) => part.error);
    return this.#placeConstant(node, value, op.error(values, errors, value, ...node.options));
  }

  #placeConstant(node: Node, value: Tensor, error: Tensor | null): number {
    const number = value.shape.length === 0 && error === null ? value.data[0] : undefined;
    const isKept = number !== undefined && !Object.is(number, -0);
    const known = isKept ? this.#numbers.get(number) : undefined;
    if (known !== undefined) return known;
    const exact = error ?? { shape: value.shape, data: new Float64Array(value.data.length) };
    const slot = this.#append({ node, op: null, inputs: [], constant: { value, error: exact }, outer: -1 });
    if (isKept) this.#numbers.set(number, slot);
    return slot;
  }

  #find(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number | undefined {
    const key = stepKey(op, inputs, options);
    return typeof key === "number" ? this.#steps.get(key) : this.#otherSteps.get(key);
  }

  #remember(op: AnyOp, inputs: readonly number[], options: readonly unknown[], slot: number): void {
    const key = stepKey(op, inputs, options);
    if (typeof key === "number") this.#steps.set(key, slot);
    else this.#otherSteps.set(key, slot);
  }
}

function stepKey(op: AnyOp, inputs: readonly number[], options: readonly unknown[]): number | string {
  const [left = 0, right = slotLimit - 1, third] = inputs;
  if (options.length > 0 || third !== undefined) return JSON.stringify([op.name, inputs, options]);
  return ((opNumbers.get(op) ?? 0) * slotLimit + left) * slotLimit + right;
}
