import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vitest/node";

const app = fileURLToPath(new URL("../../app/", import.meta.url));

/** Every file under app with this ending: its path there, and its text. */
export function appFiles(ending: string): ReadonlyMap<string, string> {
  const names = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(app, name), "utf8")]));
}

/** A style sheet without its comments. */
export function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, "");
}

/** What globals.css draws in from app, in its order. */
export function importedSheets(): readonly string[] {
  const globals = appFiles(".css").get("globals.css") ?? "";
  return [...globals.matchAll(/@import "\.\/([^"]+)"/g)].map(([, name = ""]) => name);
}

/** Names of the classes that a style sheet speaks of in its selectors. */
export function classesIn(css: string): readonly string[] {
  const selectors = [...withoutComments(css).matchAll(/([^{};]+)\{/g)].map(([, selector = ""]) => selector);
  return selectors.flatMap((selector) => [...selector.matchAll(/\.(-?[_a-z][\w-]*)/gi)].map(([, name = ""]) => name));
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesIn)];
}

/** A class name in a component's code. A prefix is completed where it runs: `verdict-${verdict}`. */
export interface UsedClass {
  readonly name: string;
  readonly isPrefix: boolean;
}

/** The classes in every `className` of a component: those of literals, and of both branches of a choice. */
export function classesUsedIn(tsx: string): readonly UsedClass[] {
  const attributes = nodesIn(parseAst(tsx, { lang: "tsx" })).filter(
    ({ type, name }) => type === "JSXAttribute" && isNode(name) && name.name === "className",
  );
  return attributes.flatMap(({ value }) => nodesIn(value).flatMap(classesOfLiteral));
}

function classesOfLiteral(node: Node): readonly UsedClass[] {
  if (node.type === "Literal" && typeof node.value === "string") return whole(node.value);
  if (node.type !== "TemplateElement") return [];
  const text = String((node.value as { cooked: unknown }).cooked);
  const names = whole(text);
  const last = names.at(-1);
  if (node.tail === true || last === undefined || /\s$/.test(text)) return names;
  return [...names.slice(0, -1), { ...last, isPrefix: true }];
}

function whole(text: string): readonly UsedClass[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => ({ name, isPrefix: false }));
}
