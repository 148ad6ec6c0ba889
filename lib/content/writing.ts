import type { Place } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { BlockIds } from "./block-ids.ts";
import type { Formula, Reference } from "./lesson.ts";
import { placeWithin } from "./place.ts";
import { colourNames, findRefusedCommand } from "./plugins/math.ts";
import {
  type DeclaredModels,
  declaredNames,
  type LessonModel,
  type LessonModels,
  mayBeBroken,
} from "./plugins/models.ts";
import type { ProblemList } from "./problem.ts";
import { type FormulaStyle, typesetAuthored } from "./typeset.ts";

/** Where a link inside the site leads, for the course to check once every lesson has its addresses. */
export interface InternalLink {
  readonly href: string;
  readonly at: Place;
}

/** What is known while a text becomes blocks, and what is gathered on the way. */
export interface Writing {
  readonly source: string;
  readonly problems: ProblemList;
  readonly ids: BlockIds;
  readonly declared: DeclaredModels;
  /** Null where they could not be read, so that nobody knows what may be cited. */
  readonly references: ReadonlyMap<string, Reference> | null;
  /** Slugs that `<Exercise />` may name. */
  readonly exercises: ReadonlySet<string>;
  readonly links: InternalLink[];
  /** Keys cited in the segment being written, in order. */
  readonly cited: Set<string>;
  /** Slugs of the exercises in the segment being written, in order. */
  readonly placed: string[];
  /** Numbers of the last section and subsection. */
  readonly section: { major: number; minor: number; depth: 1 | 2 | 3 };
}

/** The layer of a name that one of the lesson's models knows; δ of a layer counts as known where its z does. */
export function layerInLesson(models: LessonModels, name: string): number | null {
  const known = name.startsWith("delta") ? name.replace("delta", "z") : name;
  return [...models.values()].some(({ model }) => model.byName.has(known)) ? layerOf(name) : null;
}

/** The model a component is about: the one it names, or the lesson's only one. Null without a problem where it was refused. */
export function chooseModel(
  writing: Writing,
  component: string,
  name: string | undefined,
  at: Place,
): LessonModel | null {
  const { declared, problems } = writing;
  const { models, broken } = declared;
  const known = declaredNames(declared);
  if (name === undefined) {
    const [only] = models.values();
    if (models.size + broken.size === 1) return only ?? null;
    problems.report("which-model", { component, known }, at);
    return null;
  }
  const model = models.get(name);
  if (model === undefined && !mayBeBroken(declared, name)) problems.report("unknown-model", { name, known }, at);
  return model ?? null;
}

/**
 * An author's formula, coloured by layer. `at` is where its sign `$` stands, `from` the offset of that place in the
 * source, so that a mistake is shown inside the formula.
 */
export function writeFormula(
  writing: Writing,
  tex: string,
  style: FormulaStyle,
  at: Place,
  from: number,
): Formula | null {
  const found = writing.source.indexOf(tex, from);
  const place = (offset: number) =>
    found === -1 ? at : placeWithin(writing.source, found + offset, { line: 1, column: 1 });
  const refused = findRefusedCommand(tex);
  if (refused !== null) {
    writing.problems.report("math-command", { command: refused.command }, place(refused.offset));
    return null;
  }
  // As written first: its places are the author's places.
  const plain = typesetAuthored(tex, style);
  if (!plain.ok) {
    writing.problems.report("math", { reason: plain.reason }, place(Math.min(plain.offset ?? 0, tex.length)));
    return null;
  }
  const coloured = typesetAuthored(
    colourNames(tex, (name) => layerInLesson(writing.declared.models, name)),
    style,
  );
  return coloured.ok ? coloured.value : plain.value;
}
