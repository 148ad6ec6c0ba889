import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Place } from "#lib/expression/tree.ts";
import type { ProblemList } from "./problem.ts";
import { fieldsAt, nearestField } from "./unknown-field.ts";

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
  const placeOfKey = (path: readonly PropertyKey[], field: string): Place => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && String(key.value) === field) : undefined;
    return hasRange(pair?.key) ? at(pair.key.range[0]) : place(path);
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
    const issues = parsed.error.issues.flatMap(withoutUnions);
    const meant = new Set<string>();
    for (const { path, keys } of issues.filter((issue) => issue.code === "unrecognized_keys")) {
      const known = fieldsAt(schema, path);
      for (const field of keys) {
        const suggestion = nearestField(field, known);
        if (suggestion !== null) meant.add([...path, suggestion].join("."));
        problems.report("unknown-field", { field, suggestion, known }, placeOfKey(path, field));
      }
    }
    for (const issue of issues) {
      const field = issue.path.join(".");
      const isThere = document.hasIn(issue.path);
      // A field that was misspelt is not missing as well.
      if (issue.code === "unrecognized_keys" || (!isThere && meant.has(field))) continue;
      problems.report("field", { field, reason: sentence(isThere ? issue.message : "is missing") }, place(issue.path));
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

/** Of a field that may be one thing or another: what is wrong with the one that it has the shape of. */
function withoutUnions(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.filter((errors) =>
    errors.every(({ code, path }) => code !== "invalid_type" || path.length > 0),
  );
  const [only, second] = meant;
  if (only === undefined || second !== undefined) return [issue];
  return only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function sentence(words: string): string {
  return words.endsWith(".") ? words : `${words}.`;
}
