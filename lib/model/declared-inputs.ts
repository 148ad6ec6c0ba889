import type { Run } from "#lib/autograd/run.ts";
import { sameShape, type Tensor } from "#lib/autograd/tensor.ts";

/** Values for some inputs of a model, by their names. */
export type Inputs = Readonly<Record<string, Tensor>>;

interface DeclaredInput {
  readonly name: string;
  readonly slot: number;
  readonly value: Tensor;
}

/** The inputs of a model, `eta` among them, with their declared values and their slots in its program. */
export class DeclaredInputs {
  readonly #names: ReadonlySet<string>;
  readonly #inputs: readonly DeclaredInput[];

  constructor(declared: ReadonlyMap<string, Tensor>, slotOf: (name: string) => number) {
    this.#names = new Set(declared.keys());
    // Names as the keys of an object, which V8 compares by their places in memory.
    const entries = Object.entries(Object.fromEntries(declared));
    this.#inputs = entries.map(([name, value]) => ({ name, slot: slotOf(name), value }));
  }

  /** Gives a run what it needs at one point. Throws on a name that is no input and on another shape than the declared one. */
  give(run: Run, point: number, inputs: Inputs): void {
    if (!this.#giveInOrder(run, point, inputs)) this.#giveByName(run, point, inputs);
  }

  /** Inputs that come in the order of their declarations, as most do, need not be looked up. False where they do not. */
  #giveInOrder(run: Run, point: number, inputs: Inputs): boolean {
    let place = 0;
    for (const name in inputs) {
      const input = this.#inputs[place];
      if (input?.name !== name) return false;
      giveOne(run, point, input, inputs[name]);
      place++;
    }
    for (; place < this.#inputs.length; place++) giveOne(run, point, this.#inputs[place] as DeclaredInput, undefined);
    return true;
  }

  #giveByName(run: Run, point: number, inputs: Inputs): void {
    for (const name in inputs) if (!this.#names.has(name)) throw new Error(`${name} is not an input of the model`);
    for (const input of this.#inputs) {
      // An input may be called constructor: what every object has is not given.
      giveOne(run, point, input, Object.hasOwn(inputs, input.name) ? inputs[input.name] : undefined);
    }
  }
}

function giveOne(run: Run, point: number, { name, slot, value }: DeclaredInput, given: Tensor | undefined): void {
  if (given !== undefined && !sameShape(given.shape, value.shape)) {
    throw new Error(`${name} has shape [${value.shape}], not [${given.shape}]`);
  }
  run.give(slot, point, given ?? value);
}
