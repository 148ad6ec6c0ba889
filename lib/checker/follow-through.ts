import type { Tensor } from "#lib/autograd/tensor.ts";
import type { WorksheetBlank } from "#lib/exercises/blank.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { isRightNumber } from "./compare.ts";
import { isPlainNumber } from "./formula.ts";
import { HandCalculation, type Way, type Written, ways } from "./hand-calculation.ts";
import type { PreparedVariant } from "./prepare.ts";
import type { SheetLine } from "./read-worksheet.ts";
import type { SamplePoint } from "./sample-points.ts";

/** A formula is compared at this many points: it follows from formulas, so that a few tell it from all others. */
const mostPoints = 8;
/** Two formulas are the same where their values agree to this share of their size. */
const sameFormula = 1e-9;

/** The learner's values, put into the tape in place of the true ones: which lines come out, and because of which? */
export class FollowThrough {
  readonly #blank: WorksheetBlank;
  readonly #prepared: PreparedVariant;
  readonly #hand: HandCalculation;

  constructor(blank: WorksheetBlank, prepared: PreparedVariant) {
    this.#blank = blank;
    this.#prepared = prepared;
    this.#hand = new HandCalculation(prepared.compiled.model, prepared.shapeOf);
  }

  /** The way on which this line follows from the others; null where it follows on none. */
  findWay(line: SheetLine, others: readonly SheetLine[]): Way | null {
    return ways.find((way) => this.#follows(line, others, way)) ?? null;
  }

  /** Would this line come out otherwise without that one, which is among the others? */
  dependsOn(line: SheetLine, slip: SheetLine, others: readonly SheetLine[], way: Way): boolean {
    const without = others.filter((other) => other !== slip);
    return this.#pointsFor(line).some((point) => {
      const expected = this.#expect(line, others, way, point);
      return this.#expect(line, without, way, point)?.some((value, at) => !isSame(value, expected?.[at] ?? Number.NaN));
    });
  }

  #follows(line: SheetLine, others: readonly SheetLine[], way: Way): boolean {
    const { each, digits } = this.#blank;
    const points = this.#pointsFor(line);
    return (
      points.length > 0 &&
      points.every((point) => {
        const expected = this.#expect(line, others, way, point);
        return valueAt(point, saidBy(line))?.data.every((value, at) => {
          const other = expected?.[at] ?? Number.NaN;
          return each === "number" ? isRightNumber(value, other, digits) : isSame(value, other);
        });
      })
    );
  }

  /** What this line would be if the others were as they are written; null where one of them has no value. */
  #expect(line: SheetLine, others: readonly SheetLine[], way: Way, point: SamplePoint): Float64Array | null {
    const written = writtenAt(point, others, this.#prepared.shapeOf);
    return written && this.#hand.follow(line.ask, written, (name) => point.evaluation.value(name), way);
  }

  #pointsFor({ printed }: SheetLine): readonly SamplePoint[] {
    const { here, good } = this.#prepared.ask(printed).reference;
    return this.#blank.each === "number" ? [here] : good.slice(0, mostPoints);
  }
}

/** What these lines say at a point; null where one of them says nothing there. */
function writtenAt(
  point: SamplePoint,
  lines: readonly SheetLine[],
  shapeOf: PreparedVariant["shapeOf"],
): Written | null {
  const written = new Map<string, Tensor>();
  for (const line of lines) {
    const { ask, printed } = line;
    const value = valueAt(point, saidBy(line));
    if (value === null) return null;
    // A vector may be written as a column; what is put in its place has its own shape.
    written.set(printed, { shape: ask.kind === "quantity" ? shapeOf(ask.name) : value.shape, data: value.data });
  }
  return written;
}

/** What a line comes to: its last side, but for a number behind a formula, which is its value on this page only. */
function saidBy({ sides }: SheetLine): Tree {
  return sides.findLast((side) => !isPlainNumber(side)) ?? sides[sides.length - 1] ?? sides[0];
}

function valueAt({ evaluation }: SamplePoint, tree: Tree): Tensor | null {
  const answer = evaluation.expression(tree);
  return answer.ok ? answer.value : null;
}

function isSame(value: number, other: number): boolean {
  return Math.abs(value - other) <= sameFormula * Math.max(Math.abs(value), Math.abs(other));
}
