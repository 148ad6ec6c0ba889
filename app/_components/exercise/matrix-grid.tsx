import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { cellsIn, tableIn, textOfCells } from "./matrix-text.ts";
import { plainTyping } from "./text-field.tsx";

interface MatrixGridProps {
  readonly id: string;
  readonly name: string;
  /** What the whole is called. */
  readonly label: string;
  readonly rows: number;
  /** 1 for a vector. */
  readonly columns: number;
  readonly typed: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly onEdit: () => void;
}

/** A matrix as a grid of cells: arrows walk through it, and a pasted table fills it. It is sent as one text. */
export function MatrixGrid(props: MatrixGridProps) {
  const { id, name, label, rows, columns, typed, describedBy, isInvalid, onEdit } = props;
  const [cells, setCells] = useState(() => cellsIn(typed, rows, columns));

  function write(row: number, column: number, block: readonly (readonly string[])[]) {
    setCells((before) => before.map((line, r) => line.map((cell, c) => block[r - row]?.[c - column] ?? cell)));
    onEdit();
  }

  function walk(event: KeyboardEvent<HTMLInputElement>, row: number, column: number) {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isAtStart = selectionEnd === 0;
    const isAtEnd = selectionStart === value.length;
    const [down, right] =
      event.key === "ArrowDown" || (event.key === "Enter" && !event.ctrlKey && !event.metaKey)
        ? [1, 0]
        : event.key === "ArrowUp"
          ? [-1, 0]
          : event.key === "ArrowRight" && isAtEnd
            ? [0, 1]
            : event.key === "ArrowLeft" && isAtStart
              ? [0, -1]
              : [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const next = document.getElementById(cellId(id, row + down, column + right));
    if (next instanceof HTMLInputElement) next.select();
  }

  function paste(event: ClipboardEvent<HTMLInputElement>, row: number, column: number) {
    const block = tableIn(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    write(row, column, block);
  }

  return (
    <fieldset className="matrix">
      <legend className="sr-only">{label}</legend>
      <input type="hidden" name={name} value={textOfCells(cells, columns)} />
      <div className="matrix-cells" style={{ gridTemplateColumns: `repeat(${columns}, minmax(3.5rem, 8rem))` }}>
        {cells.map((line, row) =>
          line.map((cell, column) => (
            <input
              key={cellId(id, row, column)}
              id={row + column === 0 ? id : cellId(id, row, column)}
              type="text"
              value={cell}
              {...plainTyping}
              aria-label={columns === 1 ? `entry ${row + 1}` : `row ${row + 1}, column ${column + 1}`}
              aria-describedby={describedBy}
              aria-invalid={isInvalid ? true : undefined}
              onChange={(event) => write(row, column, [[event.currentTarget.value]])}
              onKeyDown={(event) => walk(event, row, column)}
              onPaste={(event) => paste(event, row, column)}
            />
          )),
        )}
      </div>
    </fieldset>
  );
}

function cellId(id: string, row: number, column: number): string {
  return row + column === 0 ? id : `${id}-${row}-${column}`;
}
