import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRecord } from "#lib/progress/csv.ts";

describe("a record", () => {
  it.each([
    [["a", 1, null, ""], "a,1,,"],
    [['say "x"', "a,b", "two\nlines", "two\r\nlines"], '"say ""x""","a,b","two\nlines","two\r\nlines"'],
    [[-0.5, "-0.5"], "-0.5,'-0.5"],
    [["=1+1", "+1", "-1", "@SUM(A1)", "＝1"], "'=1+1,'+1,'-1,'@SUM(A1),'＝1"],
    [["\t=1", "\r=1", "\n=1"], `'\t=1,"'\r=1","'\n=1"`],
    [['=HYPERLINK("http://evil","x")'], `"'=HYPERLINK(""http://evil"",""x"")"`],
    [["1=1", " =1", "σ′(z)"], "1=1, =1,σ′(z)"],
  ])("of %o", (values, line) => {
    expect(csvRecord(values)).toBe(`${line}\r\n`);
  });

  it("gives every cell back to a reader of RFC 4180, and begins none with what a spreadsheet computes", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\",'ab ∂") });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (cells) => {
        const read = readRecord(csvRecord(cells));
        expect(read.map((cell) => (/^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell))).toEqual(
          cells.map((cell) => (/^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell)),
        );
        for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});

/** One record by the grammar of RFC 4180. */
function readRecord(text: string): readonly string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/y;
  for (let end = ","; end === ","; ) {
    const found = pattern.exec(text);
    if (found === null) throw new Error(`not a record: ${JSON.stringify(text)}`);
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    end = found[3] ?? "";
  }
  return cells;
}
