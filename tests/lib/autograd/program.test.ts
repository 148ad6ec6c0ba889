import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Arena } from "#lib/autograd/arena.ts";
import { Program } from "#lib/autograd/program.ts";
import { startRun } from "#lib/autograd/run.ts";
import { recordInto } from "#lib/autograd/slot-recorder.ts";
import { noSlot, StepTable } from "#lib/autograd/step-table.ts";
import { input } from "#lib/autograd/tape.ts";
import { scalar } from "#lib/autograd/tensor.ts";

describe("a table of steps", () => {
  // Few different numbers, so that many triples agree in two of three; a thousand entries make it grow five times.
  const part = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1));

  it("finds what was put in last, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { maxLength: 1000, size: "max" }), (triples) => {
        const table = new StepTable();
        const slots = new Map<string, number>();
        for (const [slot, [a, b, c]] of triples.entries()) {
          const key = `${a} ${b} ${c}`;
          expect(table.find(a, b, c)).toBe(slots.get(key) ?? noSlot);
          if (slots.has(key)) continue;
          slots.set(key, slot);
          table.set(a, b, c, slot);
        }
        for (const [a, b, c] of triples) expect(table.find(a, b, c)).toBe(slots.get(`${a} ${b} ${c}`));
      }),
      { numRuns: 30 },
    );
  });
});

describe("an arena", () => {
  it("gives zeros that nobody else writes to, in rows of any length", () => {
    const arena = new Arena();
    const counts = Array.from({ length: 300 }, (_, index) => (index * 37) % 101).concat([5000, 3, 2048, 2049, 1]);
    const rows = counts.map((count, index) => {
      const row = arena.take(count);
      expect(row.length).toBe(count);
      expect(row.every((number) => number === 0)).toBe(true);
      return row.fill(index + 1);
    });
    for (const [index, row] of rows.entries()) expect(row.every((number) => number === index + 1)).toBe(true);
  });
});

describe("a program", () => {
  it("gives equal constants one slot, and keeps 0 and −0 apart", () => {
    const program = new Program();
    const numbers = [0, -0, 1, Number.NaN, 0.1, 5e-324, Number.POSITIVE_INFINITY];
    const slots = numbers.map((number) => program.constant(number));
    expect(new Set(slots).size).toBe(numbers.length);
    expect(numbers.map((number) => program.constant(scalar(number)))).toEqual(slots);
  });

  it("gives equal steps one slot, however many there are", () => {
    const program = new Program();
    const on = recordInto(program);
    const x = program.add(input([]));
    const write = () => Array.from({ length: 2000 }, (_, place) => on.sin(on.add(x, on.constant(place + 0.5))));
    const first = write();
    const size = program.slots.length;
    expect(write()).toEqual(first);
    expect(program.slots.length).toBe(size);
    expect(new Set(first).size).toBe(2000);
  });

  it("tells the order of two inputs, and one input from two", () => {
    const program = new Program();
    const on = recordInto(program);
    const [a, b] = [program.add(input([])), program.add(input([]))];
    const slots = [on.subtract(a, b), on.subtract(b, a), on.subtract(a, a), on.negative(a)];
    expect(new Set(slots).size).toBe(slots.length);
    const run = startRun(program, 2);
    for (const point of [0, 1]) {
      run.give(a, point, scalar(3 + point));
      run.give(b, point, scalar(5));
    }
    run.compute(program.stepsTo(slots));
    expect(slots.map((slot) => [run.number(slot, 0), run.number(slot, 1)])).toEqual([
      [-2, -1],
      [2, 1],
      [0, 0],
      [-3, -4],
    ]);
  });
});
