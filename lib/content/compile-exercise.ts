import { checkExercise } from "#lib/checker/check-exercise.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import type { Place } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import { type Model, parseModel, withValues } from "#lib/model/model.ts";
import { type AnswerNotation, notationOf } from "./answer-notation.ts";
import { BlockIds } from "./block-ids.ts";
import { type BlankLabel, blankOf, labelOf, readTests } from "./compile-blank.ts";
import { compileBlocks } from "./compile-blocks.ts";
import { definitionFormula } from "./compile-figures.ts";
import { printedDigits } from "./compile-inlines.ts";
import { type EvaluatedModel, evaluateModel } from "./evaluated-model.ts";
import type { Block, Formula, NetworkView } from "./lesson.ts";
import { namesIn } from "./network-layout.ts";
import { networkView } from "./network-view.ts";
import { parseLesson } from "./parse-lesson.ts";
import { checkAllowed } from "./plugins/allow-list.ts";
import type { DeclaredModels } from "./plugins/models.ts";
import { type ContentProblem, ProblemList } from "./problem.ts";
import { readYaml, type Yaml } from "./read-yaml.ts";
import { type ExerciseFile, exerciseFile } from "./schemas.ts";

/** A given number, typeset. */
export interface GivenView {
  readonly name: string;
  readonly layer: number | null;
  readonly formula: Formula;
}

/**
 * What a published exercise holds: its text, its model and what is given. No value that is asked for, and none of the author's
 * tests; which options are right stands in its blanks, so that they stay on the server.
 */
export interface CompiledExercise {
  readonly exercise: Exercise;
  readonly question: readonly Block[];
  readonly network: NetworkView;
  readonly given: readonly GivenView[];
  /** By blank id. */
  readonly labels: Readonly<Record<string, BlankLabel>>;
  readonly notation: AnswerNotation;
}

export type { BlankLabel } from "./compile-blank.ts";

/** `broken`: it was refused, or may stand in what was refused; its lesson says why. `unknown`: no lesson of these has it. */
export type FoundModel =
  | { readonly kind: "model"; readonly model: Model }
  | { readonly kind: "broken" }
  | { readonly kind: "unknown"; readonly known: readonly string[] };

export interface ExerciseContext {
  /** Path within the course's folder, such as "exercises/first-gradient.yaml"; the slug is in it. */
  readonly file: string;
  /** Looks for a lesson's model by "lesson/model". */
  readonly findModel: (name: string) => FoundModel;
}

/** Refused without a problem of its own where the lesson's model is broken. */
export type CompileExerciseResult =
  | { readonly ok: true; readonly value: CompiledExercise }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/** "exercises/first-gradient.yaml" is "first-gradient". */
export function exerciseSlug(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.yaml$/, "");
}

/** An exercise's YAML to what is published. Its own tests are run by the checker, and one that fails is a problem. */
export function compileExercise(source: string, context: ExerciseContext): CompileExerciseResult {
  const problems = new ProblemList(context.file);
  const read = readYaml(source, exerciseFile, problems);
  if (read === null) return { ok: false, problems: problems.all };
  const model = readModel(read, context, problems);
  const question = compileText(read.value.question, read.before(["question"]), model, problems);
  checkBlankIds(read, problems);
  if (model === null || !problems.isEmpty) return { ok: false, problems: problems.all };

  const { title, policy } = read.value;
  const blanks = read.value.blanks.map(blankOf);
  const tests = readTests(read, blanks, problems);
  const exercise: Exercise = { slug: exerciseSlug(context.file), title, model: model.source, blanks, policy, tests };
  for (const { message, test } of checkExercise(exercise)) {
    problems.report("exercise-test", { reason: message }, read.place(test === null ? ["blanks"] : ["tests", test]));
  }
  if (!problems.isEmpty) return { ok: false, problems: problems.all };
  const labels = Object.fromEntries(
    blanks.map((blank, index) => {
      // A prompt stands on one line of the file.
      const at = read.place(["blanks", index, "prompt"]);
      const typesetText = (text: string) =>
        compileText(text, { line: at.line - 1, column: at.column - 1 }, model, problems);
      return [blank.id, labelOf(blank, model, typesetText)];
    }),
  );
  const evaluated = evaluateModel(model);
  if (!problems.isEmpty || !evaluated.ok) return { ok: false, problems: problems.all };
  return {
    ok: true,
    value: {
      exercise: { ...exercise, tests: [] },
      question,
      network: networkView(evaluated.value, { title, shows: "given", digits: printedDigits }),
      given: givenIn(evaluated.value),
      labels,
      notation: notationOf(model),
    },
  };
}

function readModel(
  { value, place, before }: Yaml<ExerciseFile>,
  context: ExerciseContext,
  problems: ProblemList,
): Model | null {
  if (typeof value.model === "string") {
    const shift = before(["model"]);
    const parsed = parseModel(value.model);
    const found = parsed.ok ? evaluateModel(parsed.value) : parsed;
    if (found.ok) return parsed.ok ? parsed.value : null;
    for (const { message, at } of found.problems) {
      const inFile = { line: at.line + shift.line, column: at.column + shift.column };
      problems.report("bad-model", { reason: message }, inFile);
    }
    return null;
  }
  const { from, with: values } = value.model;
  const found = context.findModel(from);
  if (found.kind === "unknown") {
    problems.report("unknown-model", { name: from, known: found.known }, place(["model", "from"]));
  }
  if (found.kind !== "model") return null;
  // YAML gives any JSON; what is no number or list of numbers is refused by the model room with the input's name.
  const changed = withValues(found.model, values as Parameters<typeof withValues>[1]);
  const evaluated = changed.ok ? evaluateModel(changed.value) : changed;
  if (changed.ok && evaluated.ok) return changed.value;
  const refused = evaluated.ok ? [] : evaluated.problems;
  for (const { message } of refused) problems.report("bad-model", { reason: message }, place(["model", "with"]));
  return null;
}

/** Markdown as in lessons, but for the components: what a question may show of its model is drawn beside it. */
function compileText(source: string, before: Place, model: Model | null, problems: ProblemList): readonly Block[] {
  const inside = new ProblemList(problems.file, before);
  const root = parseLesson(source, inside);
  let blocks: readonly Block[] = [];
  if (root !== null) {
    checkAllowed(root, inside);
    blocks = compileBlocks(root.children, {
      source,
      problems: inside,
      ids: new BlockIds(inside),
      declared: declaredBy(model),
      references: new Map(),
      exercises: new Set(),
      links: [],
      cited: new Set(),
      placed: [],
      section: { major: 0, minor: 0, depth: 1 },
    });
  }
  problems.add(inside.all);
  return blocks;
}

/** The exercise's own model, as the only one that its question knows. */
function declaredBy(model: Model | null): DeclaredModels {
  const name = "exercise";
  const evaluated = model === null ? null : evaluateModel(model);
  if (!evaluated?.ok) return { models: new Map(), broken: new Set([name]) };
  const fence = { type: "code", value: "" } as const;
  return { models: new Map([[name, { ...evaluated.value, name, isHidden: true, fence }]]), broken: new Set() };
}

function checkBlankIds({ value, place }: Yaml<ExerciseFile>, problems: ProblemList): void {
  const lines = new Map<string, number>();
  for (const [index, { id }] of value.blanks.entries()) {
    const at = place(["blanks", index, "id"]);
    const line = lines.get(id);
    if (line !== undefined) problems.report("duplicate-id", { id, line }, at);
    lines.set(id, line ?? at.line);
  }
  for (const [index, { blank }] of value.tests.entries()) {
    if (lines.has(blank)) continue;
    const reason = `no blank is called "${blank}".`;
    problems.report("field", { field: `tests.${index}.blank`, reason }, place(["tests", index, "blank"]));
  }
}

/** The inputs that the calculation uses, as declared. */
export function givenIn(evaluated: EvaluatedModel): readonly GivenView[] {
  const { model } = evaluated;
  const used = new Set(model.quantities.flatMap(({ tree }) => namesIn(tree)));
  return model.quantities
    .filter(({ name, kind }) => kind === "input" && used.has(name))
    .map((quantity) => ({
      name: quantity.name,
      layer: layerOf(quantity.name),
      formula: definitionFormula(quantity, evaluated),
    }));
}
