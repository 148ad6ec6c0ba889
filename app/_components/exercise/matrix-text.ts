/** Nothing at all where every cell is empty, so that an untouched grid is an empty answer. */
export function textOfCells(cells: readonly (readonly string[])[], columns: number): string {
  if (cells.every((line) => line.every((cell) => cell.trim() === ""))) return "";
  const rows = cells.map((line) => (columns === 1 ? (line[0] ?? "") : `[${line.join(", ")}]`));
  return `[${rows.join(", ")}]`;
}

/** What was sent, cell by cell. What is no list of this size (a formula, say) leaves the grid empty. */
export function cellsIn(typed: string, rows: number, columns: number): readonly (readonly string[])[] {
  const inside = /^\s*\[(.*)\]\s*$/s.exec(typed)?.[1];
  const lines = inside === undefined ? [] : columns === 1 ? inside.split(",").map((cell) => [cell]) : rowsIn(inside);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => lines[row]?.[column]?.trim() ?? ""),
  );
}

function rowsIn(inside: string): readonly (readonly string[])[] {
  return [...inside.matchAll(/\[([^[\]]*)\]/g)].map(([, line = ""]) => line.split(","));
}

/** Rows by lines, cells by tabs, semicolons or spaces, as a spreadsheet copies them or a person writes them. */
export function tableIn(text: string): readonly (readonly string[])[] {
  const rows = text.replace(/\]\s*,/g, "\n");
  const lines = rows
    .replace(/[[\]]/g, " ")
    .trim()
    .split(/\n|(?<=\S)\s*;\s*/);
  return lines.map((line) => line.trim().split(/\t|\s*,\s*|\s+/));
}
