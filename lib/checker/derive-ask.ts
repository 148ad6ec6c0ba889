import type { Ask } from "#lib/exercises/ask.ts";
import { directInputs, edgesOf, mostPathsWrittenOut, pathsBetween } from "#lib/model/chain-rule.ts";
import type { Model } from "#lib/model/model.ts";
import type { Page } from "#lib/model/step-page.ts";
import { forwardStep, lineStep, linesTo, type Step, slopeStep, uniqueEdges, writtenOut } from "#lib/model/steps.ts";
import { gapStep, leaveOutMiddle } from "./leave-out-middle.ts";
import type { SolutionStep } from "./solution.ts";

/** How one ask is derived; which lines there are does not depend on the digits shown, so they are chosen once. */
export interface Derivation {
  at(page: Page): readonly DerivedStep[];
}

export interface DerivedStep {
  readonly step: Step;
  readonly kind: SolutionStep["kind"];
}

/** Longer chains are passed back quantity by quantity: nobody multiplies more slopes than these in one line. */
const mostSlopes = 8;
/** Lines that still make a readable page; of more the middle is left out. */
const mostGivens = 8;
const mostForward = 12;
const mostBackward = 14;

type Line = { readonly name: string; at(page: Page): Step };

/** The inputs and the forward pass that the ask needs, and no more; then, for a derivative, the backward pass. */
export function deriveAsk(page: Page, ask: Ask): Derivation {
  const backward = ask.kind === "quantity" ? [] : planBackward(page, ask);
  const backwardOnce = backward.flatMap((line) => line.at(page));
  const uses = ask.kind === "quantity" ? [ask.name] : backwardOnce.flatMap((step) => step.uses);
  const made = madeFrom(page.model, uses);
  const needed = page.model.quantities.filter(({ name }) => made.has(name));
  const lineOf = (quantity: (typeof needed)[number]): Line => ({
    name: quantity.name,
    at: (on) => forwardStep(on, quantity),
  });
  const givens = needed.filter(({ kind }) => kind === "input").map(lineOf);
  const forward = needed.filter(({ kind }) => kind === "node").map(lineOf);
  return {
    at: (on) => [
      ...shown(on, givens, mostGivens).map((step) => ({ step, kind: "given" as const })),
      ...shown(on, forward, mostForward).map((step) => ({ step, kind: "forward" as const })),
      ...backward.flatMap((line) => line.at(on)).map((step) => ({ step, kind: "backward" as const })),
    ],
  };
}

/** Groups of lines of the backward pass. */
function planBackward(
  page: Page,
  { partial }: Extract<Ask, { kind: "partial" }>,
): readonly { at(page: Page): readonly Step[] }[] {
  const { of, by } = partial;
  const paths = of === by ? [] : pathsBetween(page.model, of, by, mostPathsWrittenOut + 1);
  if (page.isOfNumbers && paths.length > 0 && paths.length <= mostPathsWrittenOut) {
    const edges = uniqueEdges(paths);
    if (edges.length === 1) return [{ at: (on) => [slopeStep(on, partial)] }];
    if (paths.flatMap(edgesOf).length <= mostSlopes) return [{ at: (on) => writtenOut(on, partial, paths) }];
  }
  const lines = linesTo(page, partial).map((line) => ({ name: line.asked.by, at: (on: Page) => lineStep(on, line) }));
  const { first, hidden, last } = leaveOutMiddle(lines, mostBackward);
  const gap = hidden.length === 0 ? [] : [gapStep(hidden.map(({ name }) => name))];
  return [{ at: (on) => [...first.map((line) => line.at(on)), ...gap, ...last.map((line) => line.at(on))] }];
}

function shown(page: Page, lines: readonly Line[], most: number): readonly Step[] {
  const { first, hidden, last } = leaveOutMiddle(lines, most);
  const gap = hidden.length === 0 ? [] : [gapStep(hidden.map(({ name }) => name))];
  return [...first.map((line) => line.at(page)), ...gap, ...last.map((line) => line.at(page))];
}

/** These quantities and everything they are made from. */
function madeFrom(model: Model, names: readonly string[]): ReadonlySet<string> {
  const made = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (made.has(name) || !model.byName.has(name)) continue;
    made.add(name);
    open.push(...directInputs(model, name));
  }
  return made;
}
