import { describe, expect, it } from "vitest";
import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { Program } from "#lib/autograd/program.ts";
import { applyRule, ruleNumber } from "#lib/autograd/rules.ts";
import { startRun } from "#lib/autograd/run.ts";
import { input, type Node, record } from "#lib/autograd/tape.ts";
import { fromNested, type Nested, toNested } from "#lib/autograd/tensor.ts";

/** Works one output out for one list of inputs after another, in one run that is started again. */
function runAgain(output: Node, inputs: readonly Node[], rounds: readonly (readonly Nested[])[]) {
  const program = new Program();
  const slot = program.add(output);
  const steps = program.stepsTo([slot]);
  const run = startRun(program, 1);
  return rounds.map((values) => {
    run.restart(null);
    inputs.forEach((node, place) => {
      run.give(program.add(node), 0, fromNested(values[place] as Nested));
    });
    run.compute(steps);
    return run.value(slot, 0);
  });
}

describe("a run that is started again", () => {
  it("works with other numbers", () => {
    const [a, b] = [input([]), input([])];
    const results = runAgain(
      record.add(record.multiply(a, b), record.constant(1)),
      [a, b],
      [
        [2, 3],
        [4, 5],
      ],
    );
    expect(results.map(toNested)).toEqual([7, 21]);
  });

  it("leaves tensors alone that it has handed out", () => {
    const [a, b] = [input([2, 2]), input([2])];
    const rounds = [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [10, 20],
      ],
      [
        [
          [5, 6],
          [7, 8],
        ],
        [30, 40],
      ],
    ];
    const expected = [
      [
        [11, 22],
        [13, 24],
      ],
      [
        [35, 46],
        [37, 48],
      ],
    ];
    expect(runAgain(record.add(a, b), [a, b], rounds).map(toNested)).toEqual(expected);
    // A reshaped tensor shares its numbers with the one it was made from.
    const reshaped = record.reshape(record.add(a, b), [4]);
    expect(runAgain(reshaped, [a, b], rounds).map(toNested)).toEqual(expected.map((rows) => rows.flat()));
  });

  it("leaves views alone that it has handed out, though the numbers they were taken of are written again", () => {
    const [a, b] = [input([2, 3]), input([3])];
    const total = record.add(a, b);
    const rounds = [0, 100].map((more) => [
      [
        [more + 1, more + 2, more + 3],
        [more + 4, more + 5, more + 6],
      ],
      [10, 20, 30],
    ]);
    const flipped = record.transpose(total);
    const views: readonly (readonly [Node, (row: readonly number[]) => Nested])[] = [
      [
        flipped,
        ([p, q, r, s, t, u]) =>
          [
            [p, s],
            [q, t],
            [r, u],
          ] as Nested,
      ],
      [record.slice(total, 0, 1, 2), (row) => [row.slice(3)]],
      [record.slice(total, 0, 0, 2), (row) => [row.slice(0, 3), row.slice(3)]],
      [record.reshape(record.slice(total, 0, 0, 2), [6]), (row) => row],
      [
        record.reshape(record.transpose(flipped), [3, 2]),
        ([p, q, r, s, t, u]) =>
          [
            [p, q],
            [r, s],
            [t, u],
          ] as Nested,
      ],
      [
        record.broadcastTo(record.slice(total, 1, 2, 3), [2, 2]),
        ([, , r, , , u]) =>
          [
            [r, r],
            [u, u],
          ] as Nested,
      ],
    ];
    for (const [view, expected] of views) {
      const both = [0, 100].map((more) => expected([11, 22, 33, 14, 25, 36].map((value) => value + more)));
      expect(runAgain(view, [a, b], rounds).map(toNested)).toEqual(both);
    }
  });

  it("gives the same tensor again when it is asked for a view twice, and never the numbers of another step", () => {
    const a = input([2, 2]);
    const doubled = record.add(a, a);
    const program = new Program();
    const [whole, view] = [program.add(doubled), program.add(record.transpose(doubled))];
    const steps = program.stepsTo([whole, view]);
    const run = startRun(program, 1);
    run.give(
      program.slotOf(a),
      0,
      fromNested([
        [1, 2],
        [3, 4],
      ]),
    );
    run.compute(steps);
    const handedOut = run.value(view, 0);
    handedOut.data.fill(7);
    expect(toNested(run.value(whole, 0))).toEqual([
      [2, 4],
      [6, 8],
    ]);
  });
});

it.each([
  [
    "a bias along the rows",
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [10, 20, 30],
    [
      [11, 22, 33],
      [14, 25, 36],
    ],
  ],
  [
    "a column",
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [[10], [20]],
    [
      [11, 12, 13],
      [24, 25, 26],
    ],
  ],
  [
    "a number",
    [
      [1, 2],
      [3, 4],
    ],
    10,
    [
      [11, 12],
      [13, 14],
    ],
  ],
  [
    "both sides",
    [[1], [2], [3]],
    [10, 20, 30],
    [
      [11, 21, 31],
      [12, 22, 32],
      [13, 23, 33],
    ],
  ],
  [
    "the left side",
    [10, 20],
    [
      [1, 2],
      [3, 4],
    ],
    [
      [11, 22],
      [13, 24],
    ],
  ],
  [
    "axes of size 1",
    [[10, 20]],
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      [
        [11, 22],
        [13, 24],
      ],
    ],
  ],
])("a sum stretches %s", (_, left, right, expected) => {
  const [a, b] = [input(fromNested(left).shape), input(fromNested(right).shape)];
  expect(runAgain(record.add(a, b), [a, b], [[left, right]]).map(toNested)).toEqual([expected]);
});

it("a matrix transposed twice is itself, and takes no step", () => {
  const a = input([2, 3]);
  const program = new Program();
  expect(program.add(record.transpose(record.transpose(a)))).toBe(program.slotOf(a));
});

it("every rule that is called from a place of its own is the op's", () => {
  const own = Object.values<AnyOp>(catalogue).filter((op) => ruleNumber(op) > 0);
  expect(own.length).toBeGreaterThan(10);
  for (const op of own) {
    const [each, number] = [op.each, ruleNumber(op)];
    if (each === undefined) throw new Error(`${op.name} has no rule for plain numbers`);
    for (const [a, b] of [
      [0.3, 2],
      [-1.7, 3],
      [40, -0.5],
    ] as const) {
      expect(applyRule(number, each, a, b), op.name).toBe(each.value(a, b));
    }
  }
});
