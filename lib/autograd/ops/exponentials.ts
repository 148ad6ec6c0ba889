import { functionRoundings } from "../rounding.ts";

/** The largest z of one row and Σ e^(z − max z) over the others, with the roundings in that sum as multiples of one. */
export function exponentials(row: Float64Array) {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of row) top = Math.max(top, value);
  const placeOfTop = row.indexOf(top);
  // 0, but not a number where the largest is infinite
  let rest = top - top;
  let restRoundings = 0;
  for (let place = 0; place < row.length; place++) {
    if (place === placeOfTop) continue;
    const distance = top - (row[place] as number);
    const raised = Math.exp(-distance);
    rest += raised;
    if (raised > 0) restRoundings += raised * (distance + functionRoundings + row.length);
  }
  return { top, rest, restRoundings };
}
