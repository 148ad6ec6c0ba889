import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsIn, tableIn, textOfCells } from "#app/_components/exercise/matrix-text.ts";

describe("a grid of cells", () => {
  it("is one text as the notation has matrices and vectors, and nothing while it is empty", () => {
    expect(
      textOfCells(
        [
          ["1", "2"],
          ["3", "-0.5"],
        ],
        2,
      ),
    ).toBe("[[1, 2], [3, -0.5]]");
    expect(textOfCells([["1"], ["y1*x0"]], 1)).toBe("[1, y1*x0]");
    expect(
      textOfCells(
        [
          ["", " "],
          ["", ""],
        ],
        2,
      ),
    ).toBe("");
  });

  it("is filled again from its text", () => {
    const cell = fc.constantFrom("1", "-0.25", "y1*(1-y1)", "", "2e-3");
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        fc
          .tuple(size, size)
          .chain(([rows, columns]) =>
            fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
          ),
        (cells) => {
          const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
          expect(cellsIn(textOfCells(cells, columns), rows, columns)).toEqual(cells);
        },
      ),
    );
  });

  it("stays empty for a formula, and for what has another size keeps what fits", () => {
    expect(cellsIn("delta x^T", 1, 2)).toEqual([["", ""]]);
    expect(cellsIn("[[1, 2, 3]]", 2, 2)).toEqual([
      ["1", "2"],
      ["", ""],
    ]);
  });

  it.each([
    ["a spreadsheet", "1\t2\n3\t4"],
    ["a matrix of the notation", "[[1, 2], [3, 4]]"],
    ["a text", "1 2; 3 4"],
  ])("takes a pasted table from %s", (_, text) => {
    expect(tableIn(text)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });
});
