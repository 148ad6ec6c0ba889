import type { Catalogue } from "./ops/catalogue.ts";
import type { Shape, Tensor } from "./tensor.ts";
import type { Strided } from "./view.ts";

/** One `V` per input: tensors while computing, nodes while recording. */
export type Carried<Inputs extends readonly Tensor[], V> = { readonly [K in keyof Inputs]: V };

declare const isPerInput: unique symbol;

/** One `T` for each of many inputs. Only `perInput` makes it, so that none is forgotten. */
export type PerInput<T> = readonly T[] & { readonly [isPerInput]: true };

/** Asks a rule about each of many inputs. */
export function perInput<V, T>(inputs: readonly V[], rule: (input: V, place: number) => T): PerInput<T> {
  return inputs.map(rule) as readonly T[] as PerInput<T>;
}

/** One `T` per input, their number known to the compiler or, for an op of "many", to `perInput`. */
type OnePer<Inputs extends readonly Tensor[], T> = number extends Inputs["length"]
  ? PerInput<T>
  : { readonly [K in keyof Inputs]: T };

/** One gradient per input; `null` where nothing flows back (a step, a stopped gradient), which counts as zero. */
export type Gradients<Inputs extends readonly Tensor[], V> = OnePer<Inputs, V | null>;

/** One linear map per input, from that input's tangent to its share of the output's; the shares are added up. */
export type Tangents<Inputs extends readonly Tensor[], V> = OnePer<Inputs, ((tangent: V) => V) | null>;

/**
 * What a rule of calculus is written against: every op of the catalogue as a method. `compute` does it with tensors at once,
 * `record` writes nodes on a tape, so one rule serves for gradients and for gradients of gradients.
 */
export type On<V> = {
  readonly [Name in keyof Catalogue]: Catalogue[Name] extends Op<infer Inputs, infer Options>
    ? (...all: [...Carried<Inputs, V>, ...Options]) => V
    : never;
} & {
  /** A number, or a tensor, that depends on nothing. */
  constant(value: number | Tensor): V;
  shapeOf(value: V): Shape;
};

/** How an op is written in models and answers. The first name is the canonical one, the others are read as well. */
export interface Notation {
  readonly names: readonly [string, ...string[]];
  readonly inputs: number | "many";
}

/** An op in plain text, for the documentation that is printed from the catalogue. Inputs are z, or a and b. */
export interface Says<Inputs extends readonly Tensor[]> {
  /** The formula of the value. */
  readonly value: string;
  /** The derivative by each input; an op of "many" has one for them all. */
  readonly slopes: number extends Inputs["length"] ? readonly [string] : { readonly [K in keyof Inputs]: string };
  /** What is taken for the derivative where there is none. */
  readonly kink?: string;
}

/** Rules of an elementwise op for plain numbers; a plan of scalars calls them without making tensors. */
export interface Each {
  readonly value: (a: number, b: number) => number;
  /** At most this far is `y` from the exact result, if `a` and `b` are that far (`ea`, `eb`) from theirs. */
  readonly error: (a: number, b: number, y: number, ea: number, eb: number) => number;
}

/** What is known about an operation beside its derivative. */
interface Rules<Inputs extends readonly Tensor[], Options extends readonly unknown[]> {
  readonly name: string;
  /** How many tensors it takes; an op that takes "many" is told exactly one option. */
  readonly arity: number extends Inputs["length"] ? number | "many" : Inputs["length"];
  readonly notation?: Notation;
  /** Present on elementwise ops of one or two inputs. */
  readonly each?: Each;
  shape(shapes: Carried<Inputs, Shape>, ...options: Options): Shape;
  /** In row-major order, whatever the strides of the inputs. */
  value(...all: [...Carried<Inputs, Strided>, ...Options]): Tensor;
  /** The same without a copy, where the op only looks at its input in another way. */
  view?(...all: [...Carried<Inputs, Strided>, ...Options]): Strided;
  /** Absolute rounding-error bound of `output`, element by element, given those of the inputs. */
  error(inputs: Inputs, errors: Inputs, output: Tensor, ...options: Options): Tensor;
}

/**
 * One operation with everything known about it. `Inputs` has one entry per tensor it takes, `Options` what else it is told
 * (an axis, a shape). Throws on shapes that do not fit: the language checks them before, so a misfit here is our mistake.
 */
export interface Op<Inputs extends readonly Tensor[], Options extends readonly unknown[] = []>
  extends Rules<Inputs, Options> {
  readonly says: Says<Inputs>;
  /**
   * Output gradient to input gradients. A gradient may have the output's shape where the input was broadcast: `backward` sums
   * it back.
   */
  pullback<V>(on: On<V>, seed: V, inputs: Carried<Inputs, V>, output: V, ...options: Options): Gradients<Inputs, V>;
  /** The same derivative forwards. A share may lack the axes it would be broadcast over: `forward` adds them. */
  tangents<V>(on: On<V>, inputs: Carried<Inputs, V>, output: V, ...options: Options): Tangents<Inputs, V>;
}

/** Any op, for code that goes through them all. */
export interface AnyOp extends Rules<readonly Tensor[], readonly unknown[]> {
  readonly says: { readonly value: string; readonly slopes: readonly string[]; readonly kink?: string };
  pullback<V>(
    on: On<V>,
    seed: V,
    inputs: readonly V[],
    output: V,
    ...options: readonly unknown[]
  ): readonly (V | null)[];
  tangents<V>(
    on: On<V>,
    inputs: readonly V[],
    output: V,
    ...options: readonly unknown[]
  ): readonly (((tangent: V) => V) | null)[];
}

/** Splits what a method of `On` is handed into its inputs and its options. */
export function splitInputs(op: AnyOp, all: readonly unknown[]): readonly [inputs: unknown[], options: unknown[]] {
  const count = op.arity === "many" ? all.length - 1 : op.arity;
  return [all.slice(0, count), all.slice(count)];
}

/** Calls the method of an op that is only known at run time. */
export function callOn<V>(on: On<V>, op: AnyOp, inputs: readonly V[], options: readonly unknown[] = []): V {
  const methods = on as unknown as Readonly<Record<string, (...all: readonly unknown[]) => V>>;
  const method = methods[op.name];
  if (method === undefined) throw new Error(`${op.name} is not in the catalogue`);
  return method.call(on, ...inputs, ...options);
}
