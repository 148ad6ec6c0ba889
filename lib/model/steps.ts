import { onlyNumber, type Tensor } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { callTree } from "./build-tree.ts";
import { directInputs, mostPathsWrittenOut, type Path, pathsBetween, quantitiesReaching } from "./chain-rule.ts";
import { layerOf } from "./layers.ts";
import { localSlope } from "./local-slope.ts";
import type { Model, Quantity } from "./model.ts";
import { wordDefinition, wordSlope } from "./rule-words.ts";
import { openPage, type Page } from "./step-page.ts";
import {
  equation,
  isShowable,
  nameSide,
  partialSide,
  productSide,
  type Side,
  sumSide,
  treeSide,
  valueSide,
} from "./step-sides.ts";

/** One line of a derivation. Nothing is rounded on the way: each number shown is the engine's, rounded for reading. */
export interface Step {
  readonly tex: string;
  /** The same line in words, for a screen reader. */
  readonly spoken: string;
  /** The rule it uses, in a few words. */
  readonly rule: string;
  /** Whose colour it takes. */
  readonly layer: number | null;
  readonly quantity: string;
}

interface StepOptions {
  /** Significant digits shown; 4 unless told. */
  readonly digits?: number;
}

/** `z_2 = W_2 y_1 = 0.5 · 0.6225 = 0.3112` for each computed quantity, or for those of `only`, in the model's order. */
export function forwardSteps(
  model: Model,
  options: StepOptions & { readonly only?: readonly string[] } = {},
): readonly Step[] {
  const page = openPage(model, options.digits);
  const isWanted = ({ name, kind }: Quantity) => options.only?.includes(name) ?? kind === "node";
  return model.quantities.filter(isWanted).map((quantity) => {
    const { name, kind, tree } = quantity;
    const value = valueSide(page.evaluation.value(name), page.digits);
    if (kind === "input") return step(name, [nameSide(name), value], "given");
    return step(
      name,
      [nameSide(name), treeSide(tree, page.hasShape), ...page.withNumbers(tree), value],
      wordDefinition(tree),
    );
  });
}

/** `W_3 ← W_3 − η ∂L/∂W_3` with its numbers, for each weight. The learning rate is the model's `eta`. */
export function updateSteps(model: Model, weights: readonly string[], options: StepOptions = {}): readonly Step[] {
  const page = openPage(model, options.digits);
  const rate = page.evaluation.value("eta");
  return weights.map((weight) => {
    const partial = { of: model.loss, by: weight };
    const [value, gradient] = [page.evaluation.value(weight), page.evaluation.partial(partial)];
    const change = productSide([nameSide("eta"), partialSide(partial)]);
    const parts = [value, rate, gradient].map((part) => valueSide(part, page.digits)) as [Side, Side, Side];
    const isShown = isShowable(value);
    const numbers = difference(parts[0], productSide([parts[1], parts[2]]));
    const stepped: Tensor = {
      shape: value.shape,
      data: value.data.map((w, place) => w - onlyNumber(rate) * (gradient.data[place] as number)),
    };
    const right = equation([
      difference(nameSide(weight), change),
      ...(isShown ? [numbers, valueSide(stepped, page.digits)] : []),
    ]);
    return {
      tex: `${nameSide(weight).tex} \\leftarrow ${right.tex}`,
      spoken: `${nameSide(weight).spoken} becomes ${right.spoken}`,
      rule: "gradient descent: a step against the gradient, as long as the learning rate says",
      layer: layerOf(weight),
      quantity: weight,
    };
  });
}

function difference(left: Side, right: Side): Side {
  return { tex: `${left.tex} - ${right.tex}`, spoken: `${left.spoken} minus ${right.spoken}` };
}

/**
 * One derivative as a person works it out: the chain rule in symbols, each local slope by its rule with numbers, and the
 * product; where several paths lead back, they are added. Where they are too many to write out, the gradient is passed back
 * from quantity to quantity.
 */
export function backwardSteps(model: Model, asked: Partial, options: StepOptions = {}): readonly Step[] {
  const page = openPage(model, options.digits);
  const value = valueSide(page.evaluation.partial(asked), page.digits);
  if (asked.of === asked.by) return [step(asked.by, [partialSide(asked), value], "a quantity by itself has slope 1")];
  const paths = pathsBetween(model, asked.of, asked.by, mostPathsWrittenOut + 1);
  const [first, ...others] = paths;
  if (first === undefined) {
    return [step(asked.by, [partialSide(asked), value], `${asked.of} is not made from ${asked.by}`)];
  }
  if (others.length === 0 && first.length === 2) return [slopeStep(page, asked)];
  if (!page.isOfNumbers || paths.length > mostPathsWrittenOut) return passedBack(page, asked);
  return writtenOut(page, asked, paths);
}

function writtenOut(page: Page, asked: Partial, paths: readonly Path[]): readonly Step[] {
  const edges = uniqueEdges(paths);
  const symbols = paths.map((path) =>
    productSide(edgesOf(path).map((edge) => partialSide(edge, page.isDirectOnly(edge)))),
  );
  const numbers = paths.map((path) =>
    productSide(edgesOf(path).map((edge) => valueSide(page.slope(edge), page.digits))),
  );
  const value = valueSide(page.evaluation.partial(asked), page.digits);
  const isOnePath = paths.length === 1;
  return [
    step(
      asked.by,
      [partialSide(asked), sumSide(symbols)],
      isOnePath ? "chain rule" : "chain rule: the paths are added",
    ),
    ...edges.map((edge) => slopeStep(page, edge)),
    step(
      asked.by,
      [partialSide(asked), sumSide(numbers), value],
      isOnePath ? "the slopes multiplied" : "the slopes multiplied along each path, and the paths added",
    ),
  ];
}

/** ∂L/∂q for one quantity after another, from those that it goes into. */
function passedBack(page: Page, asked: Partial): readonly Step[] {
  const { model, evaluation } = page;
  const { of, by } = asked;
  const between = [...quantitiesReaching(model, by)].filter(
    (name) => name !== of && pathsBetween(model, of, name, 1).length > 0,
  );
  const inOrder = model.quantities.map(({ name }) => name);
  between.sort((a, b) => inOrder.indexOf(b) - inOrder.indexOf(a));
  return between.flatMap((name) => {
    const users = [...between, of].filter((user) => directInputs(model, user).includes(name));
    const edges = users.map((user) => ({ of: user, by: name }));
    const isAtEnd = edges.length === 1 && edges[0]?.of === of;
    if (page.isOfNumbers && isAtEnd) return [slopeStep(page, { of, by: name })];
    const terms = edges.map((edge) =>
      edge.of === of
        ? partialSide(edge, page.isDirectOnly(edge))
        : productSide([partialSide({ of, by: edge.of }), partialSide(edge, page.isDirectOnly(edge))]),
    );
    const value = valueSide(evaluation.partial({ of, by: name }), page.digits);
    if (!page.isOfNumbers) {
      const slopes = edges.map((edge) => wordSlope(page.definition(edge.of), name));
      return [step(name, [partialSide({ of, by: name }), value], slopes.join(", and "))];
    }
    const numbers = edges.map((edge) => {
      const slope = valueSide(page.slope(edge), page.digits);
      return edge.of === of
        ? slope
        : productSide([valueSide(evaluation.partial({ of, by: edge.of }), page.digits), slope]);
    });
    return [
      ...edges.map((edge) => slopeStep(page, edge)),
      step(
        name,
        [partialSide({ of, by: name }), sumSide(terms), sumSide(numbers), value],
        edges.length === 1 ? "chain rule" : "chain rule: the paths are added",
      ),
    ];
  });
}

/** `∂y_3/∂z_3 = σ′(z_3) = y_3 (1 − y_3) = 0.5717 (1 − 0.5717) = 0.2449` */
function slopeStep(page: Page, edge: Partial): Step {
  const tree = page.definition(edge.of);
  const formula = localSlope(tree, edge.by, edge.of);
  const written = formula === null ? [] : [treeSide(formula, page.hasShape), ...page.withNumbers(formula)];
  const sides = [
    partialSide(edge, page.isDirectOnly(edge)),
    ...withPrime(tree, formula),
    ...written,
    valueSide(page.slope(edge), page.digits),
  ];
  return step(edge.of, sides, wordSlope(tree, edge.by));
}

/** σ′(z3) before it is written out. */
function withPrime(tree: Tree, formula: Tree | null): readonly Side[] {
  const [inner] = tree.kind === "call" && tree.primes === 0 ? tree.inputs : [];
  const isPlain = tree.kind === "call" && tree.inputs.length === 1 && inner?.kind === "name";
  if (!isPlain || formula === null || inner === undefined || !hasSlopeSign(tree.name)) return [];
  return [treeSide(callTree(tree.name, inner, 1))];
}

/** exp′ and log′ say less than what they are. */
function hasSlopeSign(name: string): boolean {
  return !["exp", "log", "sqrt", "abs", "sum", "mean", "sin", "cos"].includes(name);
}

/** The edges of a path from its end backwards: L by y3, y3 by z3, … */
function edgesOf(path: Path): readonly Partial[] {
  return path.slice(1).map((by, place) => ({ of: path[place] ?? by, by }));
}

function uniqueEdges(paths: readonly Path[]): readonly Partial[] {
  const edges = new Map(paths.flatMap(edgesOf).map((edge) => [`${edge.of} ${edge.by}`, edge]));
  return [...edges.values()];
}

function step(quantity: string, sides: readonly Side[], rule: string): Step {
  return { ...equation(sides), rule, layer: layerOf(quantity), quantity };
}
