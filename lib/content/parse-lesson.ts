import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Place } from "#lib/expression/tree.ts";
import type { ProblemList } from "./problem.ts";

/** Characters in one lesson or one question; the longest lesson of the course has a tenth of it. */
const longest = 400_000;

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkMdx)
  .use(remarkGfm)
  .use(remarkMath)
  .freeze();

/**
 * MDX as data: text to a syntax tree, with nothing run. `import` and `{…}` are read far enough to be found and refused.
 * Null where the text does not read at all; the parser stops at its first such place, so that is one problem.
 */
export function parseLesson(source: string, problems: ProblemList): Root | null {
  if (source.length > longest) {
    problems.report("too-long", { limit: longest }, { line: 1, column: 1 });
    return null;
  }
  try {
    return parser.parse(source);
  } catch (thrown) {
    reportSyntax(thrown, source, problems);
    return null;
  }
}

/** The shape of the parser's own refusal, a VFileMessage. */
interface Refusal {
  readonly reason: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly source: string;
}

function isRefusal(thrown: unknown): thrown is Refusal {
  return thrown instanceof Error && "reason" in thrown && typeof thrown.reason === "string" && "source" in thrown;
}

/** Where a tag is never closed, only the sentence says where it was opened. */
function placeOf({ reason, line, column }: Refusal): Place {
  if (line !== undefined && column !== undefined) return { line, column };
  const [, openLine = "1", openColumn = "1"] = openedAt.exec(reason) ?? [];
  return { line: Number(openLine), column: Number(openColumn) };
}

const openedAt = / \((\d+):(\d+)-\d+:\d+\)/;

function reportSyntax(thrown: unknown, source: string, problems: ProblemList): void {
  if (!isRefusal(thrown)) throw thrown;
  const at = placeOf(thrown);
  const line = source.split("\n")[at.line - 1] ?? "";
  if (thrown.source.endsWith("mdxjs-esm")) {
    problems.report(line.startsWith("export") ? "export" : "import", {}, at);
  } else if (thrown.source.endsWith("mdx-expression")) {
    problems.report("expression", {}, at);
  } else if (line.slice(at.column - 2).startsWith("<!")) {
    problems.report("raw-html", { tag: "<!-- … -->" }, at);
  } else {
    problems.report("syntax", { reason: plainReason(thrown.reason) }, at);
  }
}

/** The parser's sentence without its notes for programmers. */
function plainReason(reason: string): string {
  const plain = reason
    .replace(/ \(U\+[0-9A-F]+\)/g, "")
    .replace(/ \(note: .*\)$/s, "")
    .replace(openedAt, "");
  return plain.endsWith(".") ? plain : `${plain}.`;
}
