import { gradientsOf } from "#lib/autograd/backward.ts";
import { type AnyOp, callOn, type On } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { input, type Node, record, replay } from "#lib/autograd/tape.ts";
import { filled, type Shape, sameShape } from "#lib/autograd/tensor.ts";
import { type Problem, problem } from "#lib/expression/problem.ts";
import type { InfixSign, Partial, Tree } from "#lib/expression/tree.ts";
import { fitElements, fitProduct, misfit, misfitOf } from "./fitting.ts";

/** Where a tree is written down: what carries its values, and what its names and partials stand for. */
export interface Scope<V> {
  readonly on: On<V>;
  name(name: string): V;
  partial(partial: Partial): V;
}

export type Recorded<V> =
  | {
      readonly ok: true;
      readonly value: V;
      /** A vector that lies down, 1×n: transposed, or made from such. Its product with a vector is a number. */
      readonly isRow: boolean;
    }
  | { readonly ok: false; readonly problem: Problem };

/** Writes a formula down step by step. Refuses shapes that do not fit, and primes that say nothing. */
export function recordTree<V>(scope: Scope<V>, tree: Tree): Recorded<V> {
  const { on } = scope;
  switch (tree.kind) {
    case "number":
      return plain(on.constant(tree.value));
    case "constant":
      return plain(on.constant(tree.name === "e" ? Math.E : Math.PI));
    case "name":
      return plain(scope.name(tree.name));
    case "partial":
      return plain(scope.partial(tree.partial));
    case "negative": {
      const operand = recordTree(scope, tree.operand);
      return operand.ok ? { ...operand, value: on.negative(operand.value) } : operand;
    }
    case "transpose":
      return recordTranspose(scope, tree);
    case "infix":
      return recordInfix(scope, tree);
    case "list":
      return recordList(scope, tree);
    case "call":
      return recordCall(scope, tree);
  }
}

function plain<V>(value: V): Recorded<V> {
  return { ok: true, value, isRow: false };
}

function refused(found: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: found };
}

function recordTranspose<V>(scope: Scope<V>, tree: Extract<Tree, { kind: "transpose" }>): Recorded<V> {
  const { on } = scope;
  const operand = recordTree(scope, tree.operand);
  if (!operand.ok) return operand;
  const shape = on.shapeOf(operand.value);
  if (shape.length === 0) return operand;
  if (operand.isRow) return plain(on.reshape(operand.value, [shape[1] ?? 1]));
  if (shape.length === 1) return { ok: true, value: on.reshape(operand.value, [1, shape[0] ?? 1]), isRow: true };
  if (shape.length === 2) return plain(on.transpose(operand.value));
  return refused(misfitOf(tree, [tree.operand], [shape]));
}

function recordInfix<V>(scope: Scope<V>, tree: Extract<Tree, { kind: "infix" }>): Recorded<V> {
  const { on } = scope;
  const left = recordTree(scope, tree.left);
  if (!left.ok) return left;
  const right = recordTree(scope, tree.right);
  if (!right.ok) return right;
  const [a, b] = [left.value, right.value];
  const [ofA, ofB] = [on.shapeOf(a), on.shapeOf(b)];
  const isScaling = ofA.length === 0 || ofB.length === 0;
  if ((tree.sign === "dot" || tree.sign === "@") && !isScaling) {
    const fit = fitProduct(ofA, ofB, left.isRow);
    if (fit === null) return refused(misfit(tree, ofA, ofB));
    const product = on.matmul(reshaped(on, a, fit.left), reshaped(on, b, fit.right));
    return { ok: true, value: reshaped(on, product, fit.result), isRow: fit.isRow };
  }
  if (!isScaling && fitElements(ofA, ofB) === null) return refused(misfit(tree, ofA, ofB));
  const value = applySign(on, tree.sign, a, b);
  return { ok: true, value, isRow: staysRow(on.shapeOf(value), [left, right]) };
}

function applySign<V>(on: On<V>, sign: InfixSign, a: V, b: V): V {
  switch (sign) {
    case "+":
      return on.add(a, b);
    case "-":
      return on.subtract(a, b);
    case "*":
    case "dot":
    case "@":
      return on.multiply(a, b);
    case "/":
      return on.divide(a, b);
    case "^":
      return on.power(a, b);
  }
}

/** What goes entry by entry leaves a row a row, unless broadcasting made a matrix of it. */
function staysRow(shape: Shape, inputs: readonly { readonly isRow: boolean }[]): boolean {
  return shape.length === 2 && shape[0] === 1 && inputs.some(({ isRow }) => isRow);
}

function reshaped<V>(on: On<V>, value: V, shape: Shape): V {
  return sameShape(on.shapeOf(value), shape) ? value : on.reshape(value, shape);
}

/** Items become the rows of one more axis. */
function recordList<V>(scope: Scope<V>, tree: Extract<Tree, { kind: "list" }>): Recorded<V> {
  const { on } = scope;
  const rows: V[] = [];
  for (const item of tree.items) {
    const row = recordTree(scope, item);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  const shape = rows[0] === undefined ? [] : on.shapeOf(rows[0]);
  if (rows.some((row) => !sameShape(on.shapeOf(row), shape))) return refused(problem("rows-differ", tree.at, {}));
  return plain(on.concat(...rows.map((row) => on.reshape(row, [1, ...shape])), 0));
}

const opsByName = new Map<string, AnyOp>(
  Object.values<AnyOp>(catalogue).flatMap((op) => (op.notation?.names ?? []).map((name) => [name, op] as const)),
);

function recordCall<V>(scope: Scope<V>, tree: Extract<Tree, { kind: "call" }>): Recorded<V> {
  const { on } = scope;
  const op = opsByName.get(tree.name);
  if (op === undefined) throw new Error(`no op is called ${tree.name}`);
  const inputs: Extract<Recorded<V>, { ok: true }>[] = [];
  for (const part of tree.inputs) {
    const recorded = recordTree(scope, part);
    if (!recorded.ok) return recorded;
    inputs.push(recorded);
  }
  const called = recordOp(
    scope,
    tree,
    op,
    inputs.map(({ value }) => value),
  );
  return called.ok ? { ...called, isRow: staysRow(on.shapeOf(called.value), inputs) } : called;
}

function recordOp<V>(
  scope: Scope<V>,
  tree: Extract<Tree, { kind: "call" }>,
  op: AnyOp,
  [first, ...others]: readonly V[],
): Recorded<V> {
  const { on } = scope;
  if (first === undefined) throw new Error(`${tree.name} is called without an input`);
  if (tree.primes > 0) return recordSlope(scope, tree, op, first);
  if (op.notation?.inputs === "many") return recordPairs(scope, tree, op, first, others);
  const isReduction = op === catalogue.sum || op === catalogue.mean;
  return plain(isReduction && on.shapeOf(first).length === 0 ? on.identity(first) : callOn(on, op, [first]));
}

/** max(a, b, c) in pairs; max of one vector or matrix is its greatest element. */
function recordPairs<V>(
  scope: Scope<V>,
  tree: Extract<Tree, { kind: "call" }>,
  op: AnyOp,
  first: V,
  others: readonly V[],
): Recorded<V> {
  const { on } = scope;
  if (others.length === 0) {
    if (on.shapeOf(first).length === 0) return plain(on.identity(first));
    return plain(op === catalogue.minimum ? on.negative(on.greatest(on.negative(first))) : on.greatest(first));
  }
  let result = first;
  for (const other of others) {
    if (fitElements(on.shapeOf(result), on.shapeOf(other)) === null) {
      return refused(
        misfitOf(
          tree,
          tree.inputs,
          [first, ...others].map((part) => on.shapeOf(part)),
        ),
      );
    }
    result = callOn(on, op, [result, other]);
  }
  return plain(result);
}

/** σ′(z), σ″(z): the op's own derivative, by differentiating its tape as often as there are primes. */
function recordSlope<V>(scope: Scope<V>, tree: Extract<Tree, { kind: "call" }>, op: AnyOp, z: V): Recorded<V> {
  if (op.each === undefined || op.arity !== 1) {
    return refused(problem("prime-of-several-inputs", tree.at, { name: tree.name }));
  }
  if (tree.primes > mostPrimes) return refused(problem("too-many-primes", tree.at, { limit: mostPrimes }));
  const { variable, slope } = slopeOf(op, tree.primes);
  if (slope === null) return plain(scope.on.constant(filled(scope.on.shapeOf(z), 0)));
  return plain(replay(scope.on, slope, new Map([[variable, z]])));
}

/** Each derivative is a few times longer than the one before. */
export const mostPrimes = 4;

interface Slope {
  readonly variable: Node;
  /** `null` where the derivative is 0 everywhere. */
  readonly slope: Node | null;
}

const slopes = new Map<AnyOp, Slope[]>();

function slopeOf(op: AnyOp, primes: number): Slope {
  const known = slopes.get(op) ?? [];
  slopes.set(op, known);
  while (known.length < primes) {
    const before = known.at(-1);
    const variable = before?.variable ?? input([]);
    const value = before === undefined ? callOn(record, op, [variable]) : before.slope;
    const slope = value === null ? null : (gradientsOf(record, value).get(variable) ?? null);
    known.push({ variable, slope });
  }
  return known[primes - 1] as Slope;
}
