import fc from "fast-check";
import { expect, it } from "vitest";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";
import { courseNetwork } from "./course-network.ts";

interface Line {
  readonly name: string;
  readonly text: string;
  /** Names of the lines that have to come before. */
  readonly needs: readonly string[];
}

/** Lines that only read earlier ones; the values stay between −1 and 1, where everything is finite. */
const formulas: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `sin(${a} + ${b})`,
  (a, b) => `${a}*${b}`,
  (a) => `sigmoid(3*${a})`,
  (a, b) => `tanh(${a} - 0.5*${b})`,
  (a, b) => `(${a} + ${b})/2`,
];

const inputs = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 });
const pick = fc.nat(10_000);
const nodes = fc.array(fc.tuple(pick, pick, pick), { minLength: 2, maxLength: 15 });

/** Inputs, nodes that read any of the lines above them, and half the square of the sum of all as the loss. */
const models = fc.tuple(inputs, nodes).map(([values, picks]) => {
  const lines: Line[] = values.map((value, place) => ({ name: `x${place}`, text: `x${place} = ${value}`, needs: [] }));
  for (const [place, [formula, left, right]] of picks.entries()) {
    const [a = "", b = ""] = [left, right].map((chosen) => lines[chosen % lines.length]?.name);
    const written = formulas[formula % formulas.length]?.(a, b);
    lines.push({ name: `h${place}`, text: `h${place} = ${written}`, needs: [a, b] });
  }
  return [...lines, lossOf(lines)];
});

function lossOf(lines: readonly Line[]): Line {
  const needs = lines.map(({ name }) => name);
  return { name: "L", text: `L = (${needs.join(" + ")})^2/2`, needs };
}

/** The same lines in another order that keeps each behind those it reads: the one with the least key of those that may come. */
function permuted(lines: readonly Line[], keys: readonly number[]): readonly Line[] {
  const left = lines.map((line, place) => ({ line, key: keys[place % keys.length] ?? 0 }));
  const placed: Line[] = [];
  while (left.length > 0) {
    const names = new Set(placed.map(({ name }) => name));
    const free = left.filter(({ line }) => line.needs.every((name) => names.has(name)));
    const [next] = free.toSorted((a, b) => a.key - b.key);
    if (next === undefined) throw new Error("the lines read each other in a circle");
    placed.push(next.line);
    left.splice(left.indexOf(next), 1);
  }
  return placed;
}

/** Every value, every partial of the loss, and their bounds. */
function numbersOf(lines: readonly Line[], names: readonly string[]) {
  const parsed = parseModel(lines.map(({ text }) => text).join("\n"));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  const here = compileModel(parsed.value).evaluate();
  return names.map((name) => ({
    name,
    value: here.value(name),
    bound: here.boundOf(name),
    partial: here.partial({ of: "L", by: name }),
    partialBound: here.partialBound({ of: "L", by: name }),
  }));
}

const keys = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });

it("gives every value, partial and bound bit for bit when independent lines change places", () => {
  let moved = 0;
  fc.assert(
    fc.property(models, keys, (lines, order) => {
      const others = permuted(lines, order);
      if (others.some((line, place) => line !== lines[place])) moved += 1;
      const names = lines.map(({ name }) => name);
      expect(numbersOf(others, names)).toEqual(numbersOf(lines, names));
    }),
  );
  expect(moved).toBeGreaterThan(80); // of 100: the property is about those
});

it("gives the course's network bit for bit, whatever the order of its inputs", () => {
  const lines = courseNetwork.split("\n").map((text): Line => {
    const [name = ""] = text.split(/\s*=/);
    return { name, text, needs: text.slice(name.length).match(/[a-zW][0-9]\b|\bt\b/g) ?? [] };
  });
  const names = lines.map(({ name }) => name);
  const expected = numbersOf(lines, names);
  fc.assert(
    fc.property(keys, (order) => {
      expect(numbersOf(permuted(lines, order), names)).toEqual(expected);
    }),
  );
});
