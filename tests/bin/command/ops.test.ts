import { describe, expect, it } from "vitest";
import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { runCommand } from "#tests/bin/run-command.ts";
import { printOps, run } from "../../../bin/command/ops.ts";

/** The cells of a Markdown table, row by row. */
function cellsOf(table: string): readonly (readonly string[])[] {
  return table.split("\n").map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
}

const [heads, lines, ...rows] = cellsOf(printOps());
const rowOf = (name: string) => rows.find(([op]) => op === `\`${name}\``);

describe("the table of ops", () => {
  it("has a row for every op of the catalogue, in its order", () => {
    expect(rows.map(([op]) => op)).toEqual(Object.keys(catalogue).map((name) => `\`${name}\``));
  });

  it("is a table: as many cells in each row as in the first, bars in formulas included", () => {
    expect(heads).toHaveLength(6);
    expect(lines).toEqual(heads?.map(() => "---"));
    for (const row of rows) expect(row).toHaveLength(6);
    expect(rowOf("abs")?.[3]).toBe("|z|");
  });

  it("says how an op is written, what it is, its derivative, and what is taken at a kink", () => {
    expect(rowOf("relu")).toEqual([
      "`relu`",
      "`relu` `ReLU`",
      "1",
      "max(z, 0)",
      "1 where z > 0, else 0",
      "at z = 0 the slope is 0",
    ]);
    expect(rowOf("maximum")?.slice(1)).toEqual([
      "`max`",
      "2 or more",
      "the greater of a and b",
      "1 where a > b, else 0; 1 where b > a, else 0",
      "where a = b each slope is 1/2",
    ]);
    expect(rowOf("concat")?.[2]).toBe("many");
  });

  it("has every name under which an op can be typed", () => {
    const names = Object.values<AnyOp>(catalogue).flatMap(({ notation }) => notation?.names ?? []);
    expect(names.length).toBeGreaterThan(30);
    for (const name of names)
      expect(rows.filter(([, written]) => written?.split(" ").includes(`\`${name}\``))).toHaveLength(1);
  });

  it("leaves no formula out, and no derivative", () => {
    for (const [op, , inputs, value, derivative] of rows) {
      expect(value, op).not.toBe("");
      const slopes = Object.values<AnyOp>(catalogue).find(({ name }) => `\`${name}\`` === op)?.says.slopes ?? [];
      expect(slopes, op).toHaveLength(inputs === "2 or more" ? 2 : inputs === "many" ? 1 : Number(inputs));
      expect(derivative, op).toBe(slopes.join("; "));
    }
  });
});

describe("the command", () => {
  it("prints the table and needs no database", async () => {
    const { code, said } = await runCommand(["ops"], { env: { DATABASE_URL: "" } });
    expect({ code, said }).toEqual({ code: 0, said: `${printOps()}\n` });
  });

  it("takes nothing behind it", async () => {
    expect(await run(["relu"])).toEqual({
      ok: false,
      refusal: { code: "misused", sentence: 'ops prints the whole catalogue, and takes no "relu".' },
    });
  });
});
