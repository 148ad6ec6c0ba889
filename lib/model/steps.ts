import { compute } from "#lib/autograd/compute.ts";
import { onlyNumber, type Tensor } from "#lib/autograd/tensor.ts";
import type { Partial, Tree } from "#lib/expression/tree.ts";
import { type BackwardLine, backwardLine } from "./backward-line.ts";
import { callTree } from "./build-tree.ts";
import {
  directInputs,
  edgesOf,
  mostPathsWrittenOut,
  type Path,
  pathsBetween,
  quantitiesReaching,
} from "./chain-rule.ts";
import { layerOf } from "./layers.ts";
import { namesIn } from "./layout.ts";
import { hasSlopeSign } from "./local-slope.ts";
import type { Model, Quantity } from "./model.ts";
import { wordDefinition, wordSlope } from "./rule-words.ts";
import { steadySlope, wordSteadySlope } from "./steady-slope.ts";
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
  /** What its sides with numbers come to, worked out with the figures shown; the last is the value it ends in. */
  readonly comesTo: readonly Tensor[];
  /** The quantities whose values it uses. */
  readonly uses: readonly string[];
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
  return model.quantities.filter(isWanted).map((quantity) => forwardStep(page, quantity));
}

/** `z_2 = W_2 y_1 = 0.5 · 0.6225 = 0.3112`, or an input's value. */
export function forwardStep(page: Page, { name, kind, tree }: Quantity): Step {
  const value = valueSide(page.evaluation.value(name), page.digits);
  if (kind === "input") return step(name, [nameSide(name), value], "given", []);
  return step(
    name,
    [nameSide(name), treeSide(tree, page.hasShape), ...page.withNumbers(tree), value],
    wordDefinition(tree),
    namesIn(tree),
  );
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
      comesTo: right.comesTo,
      uses: [weight, "eta"],
    };
  });
}

function difference(left: Side, right: Side): Side {
  const written = { tex: `${left.tex} - ${right.tex}`, spoken: `${left.spoken} minus ${right.spoken}` };
  if (left.comesTo === undefined || right.comesTo === undefined) return written;
  return { ...written, comesTo: compute.subtract(left.comesTo, right.comesTo) };
}

/**
 * One derivative as a person works it out: the chain rule in symbols, each local slope by its rule with numbers, and the
 * product; where several paths lead back, they are added. Where they are too many to write out, the gradient is passed back
 * from quantity to quantity.
 */
export function backwardSteps(model: Model, asked: Partial, options: StepOptions = {}): readonly Step[] {
  const page = openPage(model, options.digits);
  const paths = pathsBetween(model, asked.of, asked.by, mostPathsWrittenOut + 1);
  if (asked.of === asked.by || paths.length === 0) return [lineStep(page, backwardLine(page, asked))];
  if (!page.isOfNumbers) return linesTo(page, asked).map((line) => lineStep(page, line));
  if (paths.length === 1 && paths[0]?.length === 2) return [slopeStep(page, asked)];
  return paths.length > mostPathsWrittenOut ? passedBack(page, asked) : writtenOut(page, asked, paths);
}

/** The lines that lead to a derivative, each after those it is made from. */
export function linesTo(page: Page, asked: Partial): readonly BackwardLine[] {
  const lines = new Map<string, BackwardLine>();
  const open = [asked.by];
  for (let by = open.pop(); by !== undefined; by = open.pop()) {
    if (lines.has(by)) continue;
    const line = backwardLine(page, { of: asked.of, by });
    lines.set(by, line);
    open.push(...line.from);
  }
  return page.model.quantities.flatMap(({ name }) => lines.get(name) ?? []).reverse();
}

/** `∂L/∂z_2 = ∂L/∂z_3 · W_3 · y_2 (1 − y_2) = …`; `isPrimed` says σ′(z_2) first. */
export function lineStep(page: Page, line: BackwardLine, isPrimed = false): Step {
  const { asked, rule } = line;
  const value = valueSide(page.evaluation.partial(asked), page.digits);
  if (asked.of === asked.by) {
    return step(asked.by, [partialSide(asked), value], "a quantity by itself has slope 1", []);
  }
  if (line.edges.length === 0) {
    return step(asked.by, [partialSide(asked), value], `${asked.of} is not made from ${asked.by}`, []);
  }
  const [formula, primed] = [line.formula(), isPrimed ? line.primed() : null];
  const first = primed === null ? [] : [treeSide(primed, page.hasShape)];
  const written = formula === null ? [] : [treeSide(formula, page.hasShape), ...page.withNumbers(formula)];
  const names = formula === null ? line.edges.flatMap(({ of }) => namesIn(page.definition(of))) : namesIn(formula);
  return step(asked.by, [partialSide(asked), ...first, ...written, value], rule, names);
}

/** The chain rule in symbols, each slope on a line of its own, and their product. */
export function writtenOut(page: Page, asked: Partial, paths: readonly Path[]): readonly Step[] {
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
      [],
    ),
    ...edges.map((edge) => slopeStep(page, edge)),
    step(
      asked.by,
      [partialSide(asked), sumSide(numbers), value],
      isOnePath ? "the slopes multiplied" : "the slopes multiplied along each path, and the paths added",
      [],
    ),
  ];
}

/** ∂L/∂q for one quantity after another, from those that it goes into; a model of numbers. */
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
    if (isAtEnd) return [slopeStep(page, { of, by: name })];
    const terms = edges.map((edge) =>
      edge.of === of
        ? partialSide(edge, page.isDirectOnly(edge))
        : productSide([partialSide({ of, by: edge.of }), partialSide(edge, page.isDirectOnly(edge))]),
    );
    const value = valueSide(evaluation.partial({ of, by: name }), page.digits);
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
        [],
      ),
    ];
  });
}

/** `∂y_3/∂z_3 = σ′(z_3) = y_3 (1 − y_3) = 0.5717 (1 − 0.5717) = 0.2449` */
export function slopeStep(page: Page, edge: Partial): Step {
  const tree = page.definition(edge.of);
  const formula = page.slopeFormula(edge);
  const written = formula === null ? [] : [treeSide(formula, page.hasShape), ...page.withNumbers(formula)];
  const sides = [
    partialSide(edge, page.isDirectOnly(edge)),
    ...withPrime(tree, formula),
    ...written,
    valueSide(page.slope(edge), page.digits),
  ];
  const isSteady = steadySlope(tree, edge.by, page.evaluation) !== null;
  return step(edge.of, sides, isSteady ? wordSteadySlope(tree) : wordSlope(tree, edge.by), namesIn(formula ?? tree));
}

/** σ′(z3) before it is written out. */
function withPrime(tree: Tree, formula: Tree | null): readonly Side[] {
  const [inner] = tree.kind === "call" && tree.primes === 0 ? tree.inputs : [];
  const isPlain = tree.kind === "call" && tree.inputs.length === 1 && inner?.kind === "name";
  if (!isPlain || formula === null || inner === undefined || !hasSlopeSign(tree.name)) return [];
  return [treeSide(callTree(tree.name, inner, 1))];
}

export function uniqueEdges(paths: readonly Path[]): readonly Partial[] {
  const edges = new Map(paths.flatMap(edgesOf).map((edge) => [`${edge.of} ${edge.by}`, edge]));
  return [...edges.values()];
}

function step(quantity: string, sides: readonly Side[], rule: string, uses: readonly string[]): Step {
  const { tex, spoken, comesTo } = equation(sides);
  return { tex, spoken, rule, layer: layerOf(quantity), quantity, comesTo, uses: [...new Set(uses)] };
}
