import type { Code, Nodes, Root } from "mdast";
import { z } from "zod";
import { parseLine } from "#lib/expression/parse.ts";
import type { Place } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import { parseModel, withValues } from "#lib/model/model.ts";
import { type EvaluatedModel, evaluateModel, gradientStep, literalOf, type Nested } from "../evaluated-model.ts";
import { startOf } from "../place.ts";
import type { ProblemList } from "../problem.ts";

/** A model declared in a lesson, under the name its components use. */
export interface LessonModel extends EvaluatedModel {
  readonly name: string;
  readonly isHidden: boolean;
  /** The fence it was declared in. */
  readonly fence: Code;
}

export type LessonModels = ReadonlyMap<string, LessonModel>;

/** What the model fences of a lesson declare. */
export interface DeclaredModels {
  /** In order of declaration. */
  readonly models: LessonModels;
  /** Names of those that were refused; a fence that names none counts as `nameless`. */
  readonly broken: ReadonlySet<string>;
}

const nameless = "";

/** Whether this may be the name of a model that was refused. Why, stands at its fence: whoever uses it need not say it again. */
export function mayBeBroken({ broken }: DeclaredModels, name: string): boolean {
  return broken.has(name) || broken.has(nameless);
}

/** Every name that a lesson declares, for an author who wrote none of them. */
export function declaredNames({ models, broken }: DeclaredModels): readonly string[] {
  return [...models.keys(), ...broken].filter((name) => name !== nameless);
}

const names = z.string().transform((text) => text.split(/\s+/).filter((name) => name !== ""));

/**
 * ```` ```model name=chain ```` declares a model; `hidden` keeps it out of the text. With `from=chain` the lines of the
 * fence are other values for inputs of that model, and `step="W1 W2"` then moves those weights by one step of gradient
 * descent, with the model's own eta.
 */
const fenceMeta = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "A name is small letters, digits and hyphens."),
  hidden: z.literal(true, "hidden is a switch: write it bare.").optional(),
  from: z.string().optional(),
  step: names.optional(),
});

/** Every model of a lesson. One that does not compile is reported, and only its name is kept. */
export function collectModels(root: Root, problems: ProblemList): DeclaredModels {
  const models = new Map<string, LessonModel>();
  const broken = new Set<string>();
  for (const fence of modelFences(root)) {
    const written = splitMeta(fence);
    const name = typeof written.name === "string" ? written.name : nameless;
    const meta = readMeta(written, fence, problems);
    if (meta !== null && (models.has(name) || broken.has(name))) {
      problems.report("duplicate-model", { name }, startOf(fence));
      continue;
    }
    const evaluated = meta === null ? null : evaluateFence(fence, meta, { models, broken }, problems);
    if (evaluated === null) {
      if (!models.has(name)) broken.add(name);
    } else models.set(name, { ...evaluated, name, isHidden: meta?.hidden === true, fence });
  }
  return { models, broken };
}

export function isModelFence({ lang }: Code): boolean {
  return lang === "model";
}

function* modelFences(node: Nodes): Generator<Code> {
  if (node.type === "code" && isModelFence(node)) yield node;
  if ("children" in node) for (const child of node.children) yield* modelFences(child);
}

/** `name=chain hidden` as fields; a bare word is a switch. */
type WrittenMeta = Readonly<Record<string, string | true>>;

function splitMeta(fence: Code): WrittenMeta {
  const fields = [...(fence.meta ?? "").matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|(\S*)))?/g)];
  return Object.fromEntries(fields.map(([, key = "", quoted, plain]) => [key, quoted ?? plain ?? true]));
}

function readMeta(meta: WrittenMeta, fence: Code, problems: ProblemList): z.infer<typeof fenceMeta> | null {
  const parsed = fenceMeta.safeParse(meta);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const reason =
      issue.code === "unrecognized_keys" ? `It takes name, hidden, from and step, not ${issue.keys}.` : issue.message;
    const isMissing = issue.path[0] === "name" && meta.name === undefined;
    problems.report("model-fence", { reason: isMissing ? "The name is missing." : reason }, startOf(fence));
  }
  return null;
}

function evaluateFence(
  fence: Code,
  meta: z.infer<typeof fenceMeta>,
  declared: DeclaredModels,
  problems: ProblemList,
): EvaluatedModel | null {
  return meta.from === undefined ? declare(fence, meta.step, problems) : derive(fence, meta, declared, problems);
}

function declare(fence: Code, step: readonly string[] | undefined, problems: ProblemList): EvaluatedModel | null {
  if (step !== undefined) {
    problems.report(
      "model-fence",
      { reason: "step needs from: the model whose weights take the step." },
      startOf(fence),
    );
    return null;
  }
  const parsed = parseModel(fence.value);
  if (!parsed.ok) return reportModel(parsed.problems, fence, problems);
  return evaluate(parsed.value, fence, problems);
}

function derive(
  fence: Code,
  meta: z.infer<typeof fenceMeta>,
  declared: DeclaredModels,
  problems: ProblemList,
): EvaluatedModel | null {
  const { from: name = "" } = meta;
  const from = declared.models.get(name);
  if (from === undefined && !mayBeBroken(declared, name)) {
    problems.report("unknown-model", { name, known: declaredNames(declared) }, startOf(fence));
  }
  const values = readValues(fence, problems);
  if (from === undefined || values === null) return null;
  const changed = withValues(from.model, values);
  if (!changed.ok) {
    for (const { message } of changed.problems) problems.report("bad-model", { reason: message }, startOf(fence));
    return null;
  }
  if (meta.step === undefined) return evaluate(changed.value, fence, problems);
  const evaluated = evaluate(changed.value, fence, problems);
  const stepped = evaluated === null ? null : gradientStep(evaluated, meta.step);
  if (stepped === null || !stepped.ok) {
    if (stepped !== null) problems.report("model-fence", { reason: stepped.reason }, startOf(fence));
    return null;
  }
  return evaluate(stepped.model, fence, problems);
}

/** The lines `x0 = 1.5` of a derived model's fence. */
function readValues(fence: Code, problems: ProblemList): Record<string, Nested> | null {
  const values: Record<string, Nested> = {};
  let isWhole = true;
  for (const [index, line] of fence.value.split("\n").entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const parsed = parseLine(line, { names: new Set(), functions: new Map(), open: true });
    const literal = parsed.ok && parsed.value.kind === "definition" ? literalOf(parsed.value.tree) : null;
    if (parsed.ok && parsed.value.kind === "definition" && literal !== null) {
      values[parsed.value.name] = literal;
    } else {
      const reason = parsed.ok
        ? "Here each line gives an input another number, as in x0 = 1.5."
        : parsed.problem.message;
      problems.report("bad-model", { reason }, placeInFence(fence, { line: index + 1, column: 1 }));
      isWhole = false;
    }
  }
  return isWhole ? values : null;
}

function evaluate(model: Model, fence: Code, problems: ProblemList): EvaluatedModel | null {
  const evaluated = evaluateModel(model);
  return evaluated.ok ? evaluated.value : reportModel(evaluated.problems, fence, problems);
}

function reportModel(found: readonly { message: string; at: Place }[], fence: Code, problems: ProblemList): null {
  for (const { message, at } of found) problems.report("bad-model", { reason: message }, placeInFence(fence, at));
  return null;
}

/** A model's first line stands under its fence, as far in as the fence does. */
function placeInFence(fence: Code, at: Place): Place {
  const start = startOf(fence);
  return { line: start.line + at.line, column: start.column - 1 + at.column };
}
