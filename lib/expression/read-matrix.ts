import { currentOffset, descend, grow, placeAt, type Reading, refuse } from "./reading.ts";
import type { Tree } from "./tree.ts";

/** `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`: a list of rows, also where it has one row or one column. */
export function readMatrix(reading: Reading, from: number): Tree | null {
  reading.at++;
  const bar = reading.openBar;
  reading.openBar = "none";
  const rows = descend(reading) ? readRows(reading) : null;
  reading.depth--;
  reading.openBar = bar;
  if (rows === null) return null;
  const length = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== length)) return refuse(reading, "matrix-rows", from, {});
  const items: Tree[] = [];
  for (const row of rows) {
    const item = grow(reading, { kind: "list", items: row, at: row[0]?.at ?? placeAt(reading, from) });
    if (item === null) return null;
    items.push(item);
  }
  return grow(reading, { kind: "list", items, at: placeAt(reading, from) });
}

function readRows(reading: Reading): Tree[][] | null {
  const rows: Tree[][] = [];
  let row: Tree[] = [];
  for (;;) {
    const entry = reading.readExpression(reading);
    if (entry === null) return null;
    row.push(entry);
    const token = reading.tokens[reading.at];
    if (token?.kind === "next-cell") reading.at++;
    else if (token?.kind === "next-row" || token?.kind === "matrix-close") {
      reading.at++;
      rows.push(row);
      row = [];
      // LaTeX lets a last \\ stand before the end.
      const isLast = token.kind === "matrix-close" || reading.tokens[reading.at]?.kind === "matrix-close";
      if (isLast && token.kind === "next-row") reading.at++;
      if (isLast) return rows;
    } else return refuse(reading, "matrix-rows", token?.from ?? currentOffset(reading), {});
  }
}
