import { describe, expect, it } from "vitest";
import type { Block } from "#lib/content/lesson.ts";
import { plainText } from "#lib/content/outline.ts";
import { blocksOf, chain, findBlock, lessonOf, valuesIn } from "#tests/fixtures/lessons.ts";
import golden from "#tests/golden/course-network.json" with { type: "json" };

const everything = `${chain}
The loss is <Val of="L" />, the gradient <Val of="dL/dW1" digits="3" />, the ratio <Val of="dL/dW1 / (dL/dW3)" digits="3" />.

| Layer | Gradient |
| :-- | --: |
| 1 | <Val of="dL/dW1" /> |

<Steps kind="forward" />

<Steps kind="backward" of="dL/dW1" />

<Steps kind="update" weights="W1 W2 W3" />

<Network title="A chain" backward />
`;

const printed = (blocks: readonly Block[]) => JSON.stringify(blocks);

describe("a lesson's numbers", () => {
  it("come from the engine", () => {
    const paragraph = findBlock(lessonOf(everything), "paragraph");
    const values = paragraph.inlines.filter((inline) => inline.kind === "value");
    expect(values.map(({ of, text, layer }) => [of, text, layer])).toEqual([
      ["L", "0.02607", null],
      ["dL/dW1", "−0.000802", 1],
      ["dL/dW1 / (dL/dW3)", "0.0248", null],
    ]);
    const truths = [golden.L, golden.partials["dL/dz1"], golden.ratios["W1/W3"]];
    for (const [index, { value }] of values.entries()) {
      const truth = truths[index] ?? Number.NaN;
      expect(Math.abs(value - truth) / Math.abs(truth)).toBeLessThan(1e-12);
    }
  });

  it("change in text, table, steps and figure when W2 changes in the model, with no other edit", () => {
    const before = lessonOf(everything);
    const after = lessonOf(everything.replace("W2 = 0.5", "W2 = 0.7"));
    const kinds = ["paragraph", "table", "network"] as const;
    for (const kind of kinds) {
      expect(printed([findBlock(after, kind)]), kind).not.toBe(printed([findBlock(before, kind)]));
    }
    const steps = [before, after].map((lesson) => blocksOf(lesson).filter((block) => block.kind === "steps"));
    expect(steps[0]).toHaveLength(3);
    for (const [index, block] of (steps[0] ?? []).entries()) {
      const changed = steps[1]?.[index];
      expect(changed === undefined ? "" : printed([changed])).not.toBe(printed([block]));
      expect(changed?.id).toBe(block.id);
    }
    const [first] = blocksOf(after).filter((block) => block.kind === "paragraph");
    expect(valuesIn(first?.inlines ?? [])).not.toEqual(valuesIn(findBlock(before, "paragraph").inlines));
  });

  it("follow a model derived from another: other inputs, and one step of gradient descent", () => {
    const lesson = lessonOf(`${chain}
\`\`\`model name=after from=chain step="W1 W2 W3" hidden
\`\`\`

\`\`\`model name=doubled from=chain hidden
x0 = 2
\`\`\`

<Val of="L" model="chain" /> <Val of="W3" model="after" digits="7" /> <Val of="L" model="after" digits="7" /> <Val of="z1" model="doubled" />.
`);
    expect(valuesIn(findBlock(lesson, "paragraph").inlines)).toEqual(["0.02607", "0.5032273", "0.02596559", "1"]);
  });
});

describe("a lesson's blocks", () => {
  it("keep their ids when other blocks come and go, and when numbers change", () => {
    const ids = (body: string) => blocksOf(lessonOf(body)).map(({ id }) => id);
    const before = ids(`${everything}\n\n## An end\n\nLast words.`);
    const changed = `A new beginning.\n\n${everything.replace("W2 = 0.5", "W2 = 0.7")}\n\nMore.\n\n## An end\n\nLast words.`;
    const after = ids(changed);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 2);
    expect(new Set(after).size).toBe(after.length);
    expect(before).toEqual(expect.arrayContaining(["model-chain", "an-end"]));
  });

  it("that read the same still have addresses of their own", () => {
    const [first, second] = blocksOf(lessonOf("The same.\n\nThe same."));
    expect(second?.id).toBe(`${first?.id}-2`);
  });

  it("are numbered by section, across the gate", () => {
    const lesson = lessonOf(`## One

### Two

<MembersOnly levels="member">

### Three

## The gradient of $W_2$

</MembersOnly>

### Five`);
    const headings = lesson.segments.flatMap(({ outline }) => outline.headings);
    expect(headings.map(({ number, text, id }) => [number, text, id])).toEqual([
      ["1", "One", "one"],
      ["1.1", "Two", "two"],
      ["1.2", "Three", "three"],
      ["2", "The gradient of W₂", "the-gradient-of-w2"],
      ["2.1", "Five", "five"],
    ]);
  });

  it("hold every piece of Markdown that lessons have", () => {
    const lesson = lessonOf(`A *word*, a **strong** one, \`code {}\`, a [link](https://example.org/) and a break\\
here.

1. one
2. two

> quoted

\`\`\`python
print({})
\`\`\`

$$
a = b
$$

---

<Note title="By the way">

Inside.

</Note>
`);
    const kinds = lesson.segments.flatMap(({ blocks }) => blocks.map(({ kind }) => kind));
    expect(kinds).toEqual(["paragraph", "list", "quote", "code", "math", "rule", "note"]);
    expect(plainText(findBlock(lesson, "paragraph").inlines)).toBe(
      "A word, a strong one, code {}, a link and a break here.",
    );
    expect(findBlock(lesson, "list")).toMatchObject({
      ordered: true,
      items: [[{ kind: "paragraph" }], [{ kind: "paragraph" }]],
    });
    expect(findBlock(lesson, "code")).toMatchObject({ language: "python", text: "print({})" });
    expect(findBlock(lesson, "note")).toMatchObject({ title: "By the way", blocks: [{ kind: "paragraph" }] });
  });

  it("show a declared model line by line, in the colours of its layers, and no hidden one", () => {
    const lesson = lessonOf(`${chain}\n${chain.replace("name=chain", "name=other hidden")}`);
    const models = blocksOf(lesson).filter((block) => block.kind === "model");
    expect(models.map(({ name, lines }) => [name, lines.length])).toEqual([["chain", 13]]);
    const weight = models[0]?.lines[3];
    expect(weight?.tex).toMatch(/^W_\{?1\}? = 0\.5$/);
    expect(weight?.html).toContain("layer-1");
  });

  it("colour the names of the lesson's models in authors' formulas, and no others", () => {
    const { formula } = findBlock(lessonOf(`${chain}\n$$\nW_2 y_9 \\delta_3 x_0 L\n$$`), "math");
    expect(formula.html.match(/layer-\d/g)).toEqual(["layer-2", "layer-3"]);
  });
});

describe("a lesson's segments", () => {
  const gated = `Free.

<MembersOnly levels="member pro">

Gated, see <Cite key="hochreiter1991" /> and <Cite key="bengio1994" />.

<Exercise id="first-gradient" />

</MembersOnly>

Free again, see <Cite key="hochreiter1991" />.`;

  it("are cut at the tags, with their levels, exercises and outline", () => {
    const { segments } = lessonOf(gated);
    expect(
      segments.map(({ ordinal, levels, exercises, outline }) => [ordinal, levels, exercises, outline.exercises]),
    ).toEqual([
      [0, [], [], 0],
      [1, ["member", "pro"], ["first-gradient"], 1],
      [2, [], [], 0],
    ]);
  });

  it("keep the sources that only gated text cites among its blocks", () => {
    const { head, segments } = lessonOf(gated);
    expect(head.references.map(({ key }) => key)).toEqual(["hochreiter1991"]);
    const sources = segments[1]?.blocks.at(-1);
    expect(sources).toMatchObject({ kind: "note", title: "Sources", blocks: [{ id: "ref-bengio1994" }] });
    expect(JSON.stringify(head)).not.toContain("Bengio");
  });

  it("tell how long they take: the lesson's minutes follow its words", () => {
    const short = lessonOf("Few words.");
    const long = lessonOf(`${"word ".repeat(1800)}`);
    expect([short.head.minutes, long.head.minutes]).toEqual([1, 10]);
    expect(long.segments[0]?.outline.minutes).toBe(10);
  });
});
