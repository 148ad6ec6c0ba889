import { describe, expect, it } from "vitest";
import type { ContentProblemCode } from "#lib/content/problem.ts";
import { bodyLine, chain, compileBody } from "#tests/fixtures/lessons.ts";

/** Code, what is written, and where in it the problem is, counted from the body's first line. */
type Refusal = readonly [ContentProblemCode, string, line: number, column: number];

const refusals: readonly Refusal[] = [
  ["import", 'import thing from "./thing.js"', 1, 1],
  ["import", "import of goods is no business of a lesson's first word", 1, 11],
  ["export", "Text.\n\nexport const answer = 42", 3, 1],
  ["expression", "One is {1 + 0}.", 1, 8],
  ["expression", "Text.\n\n{process.exit()}", 3, 1],
  ["expression", "An open { brace", 1, 16],
  ["expression", '<Note title={"x"}>\n\nText.\n\n</Note>', 1, 7],
  ["expression", "<Note {...props}>\n\nText.\n\n</Note>", 1, 7],
  ["raw-html", "Text with <b>bold</b> in it.", 1, 11],
  ["raw-html", "<script>\n\nalert(1)\n\n</script>", 1, 1],
  ["raw-html", "Text.\n\n<!-- a comment -->", 3, 2],
  ["raw-html", "<>\n\nText.\n\n</>", 1, 1],
  ["syntax", "<Note>\n\nText.", 1, 1],
  ["syntax", "See <https://example.org> there.", 1, 12],
  ["unknown-component", "Text <Chart /> text.", 1, 6],
  ["unknown-component", "<constructor />".replace("c", "C"), 1, 1],
  ["unknown-prop", '<Note colour="red">\n\nText.\n\n</Note>', 1, 7],
  ["unknown-prop", `${chain}\nIt is <Val of="L" onClick="alert(1)" />.`, 17, 19],
  ["bad-prop", `${chain}\nIt is <Val digits="3" />.`, 17, 7],
  ["bad-prop", `${chain}\nIt is <Val of="L" digits="0" />.`, 17, 19],
  ["bad-prop", `${chain}\nIt is <Val of />.`, 17, 12],
  ["bad-prop", `${chain}\n<Steps kind="sideways" />`, 17, 8],
  ["bad-prop", `${chain}\n<Steps kind="backward" />`, 17, 1],
  ["bad-prop", `${chain}\n<Steps kind="backward" of="dL/dW9" />`, 17, 1],
  ["bad-prop", `${chain}\n<Steps kind="forward" only="z1 z9" />`, 17, 1],
  ["bad-prop", `${chain}\n<Steps kind="forward" of="dL/dW3" />`, 17, 1],
  ["bad-prop", `${chain}\n<Network title="A" backward="yes" />`, 17, 20],
  ["misplaced-component", 'Text <Exercise id="first-gradient" /> text.', 1, 6],
  ["misplaced-component", `${chain}\n<Val of="L" />`, 17, 1],
  ["nested-members-only", '<Note>\n\n<MembersOnly levels="member">\n\nText.\n\n</MembersOnly>\n\n</Note>', 3, 1],
  ["nested-members-only", 'Text <MembersOnly levels="member">more</MembersOnly> text.', 1, 6],
  ["nested-members-only", '- <MembersOnly levels="member">more</MembersOnly>', 1, 3],
  [
    "nested-members-only",
    '<MembersOnly levels="member">\n\n<MembersOnly levels="pro">\n\nText.\n\n</MembersOnly>\n\n</MembersOnly>',
    3,
    1,
  ],
  ["empty-component", '<MembersOnly levels="member">\n</MembersOnly>', 1, 1],
  ["unexpected-children", 'As <Cite key="hochreiter1991">said</Cite> before.', 1, 4],
  ["link-scheme", "A [link](javascript:alert(1)).", 1, 3],
  ["link-scheme", "A [link](java&#115;cript:alert).", 1, 3],
  ["link-scheme", "A [link](data:text/html,x).", 1, 3],
  ["link-scheme", "A [link](//example.org/).", 1, 3],
  ["link-scheme", "A [link](/\\example.org).", 1, 3],
  ["unsupported-markdown", "An image ![alt](/x.png).", 1, 10],
  ["unsupported-markdown", "- [x] done", 1, 1],
  ["unsupported-markdown", "> ## A heading in a quotation", 1, 3],
  ["math-command", "So $a + \\href{https://example.org}{b}$.", 1, 9],
  ["math-command", "So $\\htmlClass{layer-1}{b}$.", 1, 5],
  ["math-command", "So $\\htmlData{a=b}{b}$.", 1, 5],
  ["math-command", "$$\na\n\\def\\x{\\x\\x}\n$$", 3, 1],
  ["math-command", "So $\\textcolor{red}{b}$.", 1, 5],
  ["math", "So $\\frac{1}{2$ is half.", 1, 15],
  ["math", "$$\na = b\n\\undefined\n$$", 3, 1],
  ["model-fence", "```model\nx0 = 1\n```", 1, 1],
  ["model-fence", "```model name=a color=red\nL = 1\n```", 1, 1],
  ["model-fence", `${chain}\n\`\`\`model name=after from=chain step="W9"\n\`\`\``, 17, 1],
  ["duplicate-model", `${chain}\n\`\`\`model name=chain\nL = 1\n\`\`\``, 17, 1],
  ["unknown-model", 'It is <Val of="L" model="chian" />.', 1, 7],
  ["unknown-model", "```model name=after from=before\nx0 = 2\n```", 1, 1],
  ["which-model", 'It is <Val of="L" />.', 1, 7],
  ["bad-model", "```model name=chain\nx0 = 1\nz1 = W1*x0\n```", 3, 6],
  ["bad-model", `${chain}\n\`\`\`model name=other from=chain\nz1 = 2\n\`\`\``, 17, 1],
  ["bad-model", `${chain}\n\`\`\`model name=other from=chain\nx0 = 2*t\n\`\`\``, 18, 1],
  ["bad-value", `${chain}\nIt is <Val of="y4" />.`, 17, 7],
  ["bad-value", `${chain}\nIt is <Val of="log(0)" />.`, 17, 7],
  ["heading-order", "# A title", 1, 1],
  ["heading-order", "### Too deep too soon", 1, 1],
  ["heading-order", "## One\n\n#### Too deep", 3, 1],
  ["duplicate-id", "## The same words\n\n## The *same* words", 3, 1],
  ["duplicate-id", '<Exercise id="first-gradient" />\n\n<Exercise id="first-gradient" />', 3, 1],
  ["unknown-source", 'As said <Cite key="nobody1900" />.', 1, 9],
  ["unknown-exercise", '<Exercise id="not-there" />', 1, 1],
  ["unknown-level", '<MembersOnly levels="member gold">\n\nText.\n\n</MembersOnly>', 1, 1],
];

describe("a lesson is refused, with line and column,", () => {
  it.each(refusals)("%s: %j", (code, body, line, column) => {
    const result = compileBody(body);
    const problems = result.ok ? [] : result.problems;
    const found = problems.map((problem) => [problem.code, problem.line, problem.column]);
    expect(found).toEqual([[code, bodyLine - 1 + line, column]]);
    expect(problems[0]?.message).toMatch(/^[A-Z"<`\\].*[.?]$/s);
  });

  it("where a footnote is called and where it is written", () => {
    const result = compileBody("A note[^1].\n\n[^1]: Here.");
    const places = result.ok ? [] : result.problems.map(({ code, line, column }) => [code, line - bodyLine, column]);
    expect(places).toEqual([
      ["unsupported-markdown", 0, 7],
      ["unsupported-markdown", 2, 1],
    ]);
  });

  it("for everything that is wrong in it, in reading order", () => {
    const result = compileBody("# A title\n\nA {brace}.\n\n<Chart />\n\n[link](javascript:x)\n\n$\\x$");
    const codes = result.ok ? [] : result.problems.map(({ code }) => code);
    expect(codes).toEqual(["heading-order", "expression", "unknown-component", "link-scheme", "math"]);
  });
});
