import type { Tensor } from "#lib/autograd/tensor.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { type Known, workOut } from "./work-out.ts";

/** Two forms of one formula differ by rounding only; a sum that cancels loses some digits. */
const nearEnough = 1e-9;

/** Does a formula come to this value, entry by entry? A trailing axis of one entry makes no difference. */
export function agrees(tree: Tree, value: Tensor, known: Known): boolean {
  const given = workOut(tree, known);
  if (given === null || axesOf(given) !== axesOf(value)) return false;
  const size = value.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return value.data.every((entry, place) => Math.abs((given.data[place] ?? Number.NaN) - entry) <= nearEnough * size);
}

function axesOf({ shape }: Tensor): string {
  return shape.slice(0, shape.findLastIndex((axis) => axis !== 1) + 1).join(" ");
}
