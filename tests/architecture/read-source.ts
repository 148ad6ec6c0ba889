import { parseAst } from "vitest/node";

export interface Import {
  readonly specifier: string;
  /** Erased before anything runs: `import type`, `export type … from`, and import("…") in a type. */
  readonly isType: boolean;
}

/** What the rules ask of one file. */
export interface Source {
  readonly directive: "use client" | "use server" | null;
  readonly imports: readonly Import[];
  /** What it takes from around itself: `process`, `Date.now`, `new Date()`, an import whose name is computed. */
  readonly ambient: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Names that reach outside a program, in Node or in a browser. */
const outside = new Set([
  ...["process", "performance", "globalThis", "global", "console", "crypto", "require", "Buffer"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "requestAnimationFrame"],
  ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker"],
  ...["window", "document", "navigator", "location", "localStorage", "sessionStorage", "indexedDB"],
]);

/** Where an identifier is a mere label, by the type of the node that holds it. */
const labels: Readonly<Record<string, string>> = {
  MemberExpression: "property",
  Property: "key",
  MethodDefinition: "key",
  PropertyDefinition: "key",
  TSPropertySignature: "key",
  TSMethodSignature: "key",
  TSQualifiedName: "right",
};

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const isNamed = (value: unknown, name: string) => isNode(value) && value.type === "Identifier" && value.name === name;

function literal(value: unknown): string | null {
  return isNode(value) && value.type === "Literal" && typeof value.value === "string" ? value.value : null;
}

/** Every node below this one, each with the node that holds it and under which key. */
function* walk(node: Node): Generator<{ node: Node; holder: Node; key: string }> {
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      yield { node: child, holder: node, key };
      yield* walk(child);
    }
  }
}

function ambientIn(node: Node, holder: Node, key: string): string | null {
  if (node.type === "MemberExpression" && isNamed(node.object, "Date") && isNamed(node.property, "now"))
    return "Date.now";
  if (node.type === "MemberExpression" && isNamed(node.object, "Math") && isNamed(node.property, "random"))
    return "Math.random";
  if (node.type === "NewExpression" && isNamed(node.callee, "Date") && (node.arguments as unknown[]).length === 0)
    return "new Date()";
  if (node.type === "CallExpression" && isNamed(node.callee, "Date")) return "Date()";
  if (node.type === "MetaProperty") return "import.meta";
  if (node.type === "ImportExpression" && literal(node.source) === null) return "import(…) of a computed name";
  if (node.type !== "Identifier" || !outside.has(String(node.name))) return null;
  const isLabel = labels[holder.type] === key && holder.computed !== true;
  return isLabel ? null : String(node.name);
}

function importIn(node: Node): Import | null {
  const specifier = literal(node.source);
  if (specifier === null) return null;
  if (node.type === "TSImportType") return { specifier, isType: true };
  if (node.type === "ImportExpression") return { specifier, isType: false };
  return { specifier, isType: node.importKind === "type" || node.exportKind === "type" };
}

/** Reads a file by its syntax tree, so that comments and texts count for nothing. */
export function readSource(path: string, text: string): Source {
  const lang = path.endsWith(".tsx") ? "tsx" : path.endsWith(".ts") ? "ts" : "js";
  const program = parseAst(text, { lang }) as unknown as Node;
  const all = [...walk(program)];
  const directives = (program.body as readonly Node[]).map((statement) => statement.directive);
  return {
    directive: directives.includes("use client")
      ? "use client"
      : directives.includes("use server")
        ? "use server"
        : null,
    imports: all.map(({ node }) => importIn(node)).filter((found) => found !== null),
    ambient: [
      ...new Set(all.map(({ node, holder, key }) => ambientIn(node, holder, key)).filter((found) => found !== null)),
    ],
  };
}
