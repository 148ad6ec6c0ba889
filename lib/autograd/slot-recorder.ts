import { type AnyOp, type On, splitInputs } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { numbered, type Program } from "./program.ts";
import { noSlot } from "./step-table.ts";
import type { Shape, Tensor } from "./tensor.ts";

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
  Object.defineProperty(SlotRecorder.prototype, op.name, { value: methodFor(op) });
}

function methodFor(op: AnyOp) {
  if (op.each !== undefined) {
    const known = numbered(op);
    return function (this: SlotRecorder, left: number, right: number = noSlot): number {
      return this.program.elementwiseStep(known, left, right);
    };
  }
  return function (this: SlotRecorder, ...all: unknown[]): number {
    const [inputs, options] = splitInputs(op, all);
    return this.program.step(op, inputs as number[], options);
  };
}
