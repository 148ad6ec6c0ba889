import { isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Place } from "#lib/expression/tree.ts";
import type { ProblemList } from "./problem.ts";

/** A checked YAML text that still knows where each of its fields stands. */
export interface Yaml<Value> {
  readonly value: Value;
  /** Place of a field, or of the nearest field round it that exists. */
  place(path: readonly PropertyKey[]): Place;
  /** Lines and columns of the file before the text of a `|` field, for problems inside that text. */
  before(path: readonly PropertyKey[]): Place;
}

/** YAML 1.2 without aliases, checked; null where something was refused, each problem at its own field. */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  problems: ProblemList,
): Yaml<z.infer<Schema>> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  for (const { message, pos } of document.errors) problems.report("yaml", { reason: sentence(message) }, at(pos[0]));
  if (document.errors.length > 0) return null;

  const place = (path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (hasRange(node)) return at(node.range[0]);
    }
    return at(hasRange(document.contents) ? document.contents.range[0] : 0);
  };
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 0 });
  } catch {
    problems.report("yaml", { reason: "Aliases are not read here. Write the value out." }, { line: 1, column: 1 });
    return null;
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.report(
        "field",
        { field: issue.path.join("."), reason: sentence(reasonOf(issue, document.hasIn(issue.path))) },
        place(issue.path),
      );
    }
    return null;
  }
  const before = (path: readonly PropertyKey[]): Place => {
    const start = place(path);
    const node = document.getIn(path, true);
    // A block scalar's text begins on the line below its sign, as far in as its first line.
    const isBlock = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
    if (!isBlock) return { line: start.line - 1, column: start.column - 1 };
    const first = text.split("\n")[start.line] ?? "";
    return { line: start.line, column: first.length - first.trimStart().length };
  };
  return { value: parsed.data, place, before };
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function reasonOf(issue: z.core.$ZodIssue, isThere: boolean): string {
  if (issue.code === "unrecognized_keys") return `does not know ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  return isThere ? issue.message : "is missing";
}

function sentence(words: string): string {
  return words.endsWith(".") ? words : `${words}.`;
}
