import type { Root, Yaml } from "mdast";
import { BlockIds } from "./block-ids.ts";
import { compileBlocks } from "./compile-blocks.ts";
import type { Block, CompiledLesson, Inline, LessonHead, LessonSegment, Reference } from "./lesson.ts";
import { countWords, minutesFor, outlineOf } from "./outline.ts";
import { parseLesson } from "./parse-lesson.ts";
import { startOf } from "./place.ts";
import { checkAllowed } from "./plugins/allow-list.ts";
import { collectModels, type DeclaredModels } from "./plugins/models.ts";
import { cutSegments, type SegmentSource } from "./plugins/segments.ts";
import { type ContentProblem, ProblemList } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import { frontMatter } from "./schemas.ts";
import type { InternalLink, Writing } from "./writing.ts";

/** What a lesson may refer to beyond itself. */
export interface LessonContext {
  /** Path within the course's folder, such as "02-worked-example.mdx"; the slug is in it. */
  readonly file: string;
  readonly exercises: ReadonlyMap<string, unknown>;
  /** Null where the course's own file could not be read, so that its levels are not known. */
  readonly levels: ReadonlySet<string> | null;
  /** Null where the file that holds them could not be read. */
  readonly references: ReadonlyMap<string, Reference> | null;
}

export type CompileResult =
  | {
      readonly ok: true;
      readonly value: CompiledLesson;
      /** Ids that links may lead to. */
      readonly ids: ReadonlySet<string>;
      /** Links inside the site, for the course to check. */
      readonly links: readonly InternalLink[];
    }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/**
 * A lesson's text to its checked tree, with everything derived: numbers, steps, diagrams, set formulas. Nothing in the
 * text is run. All problems are found in one go, except that a text which does not parse has the parser's one.
 */
export function compileLesson(source: string, context: LessonContext): CompileResult {
  const problems = new ProblemList(context.file);
  const root = parseLesson(source, problems);
  if (root === null) return { ok: false, problems: problems.all };
  checkAllowed(root, problems);
  const front = readFrontMatter(root, problems);
  const declared = collectModels(root, problems);
  const writing: Omit<Writing, "cited" | "placed"> = {
    source,
    problems,
    ids: new BlockIds(problems),
    declared,
    references: context.references,
    exercises: new Set(context.exercises.keys()),
    links: [],
    section: { major: 0, minor: 0, depth: 1 },
  };
  const written = cutSegments(root, context.levels, problems).map((segment) => writeSegment(segment, writing));
  if (!problems.isEmpty || front === null) return { ok: false, problems: problems.all };

  const free = new Set(written.flatMap(({ levels, cited }) => (levels.length === 0 ? [...cited] : [])));
  const listed = new Set<string>();
  const references = context.references ?? new Map();
  const segments = written.map((segment, ordinal) => closeSegment(segment, ordinal, free, listed, references));
  const words = segments.reduce((sum, { blocks }) => sum + countWords(blocks), 0);
  const head: LessonHead = {
    slug: lessonSlug(context.file),
    ...front,
    minutes: minutesFor(words),
    references: [...free].flatMap((key) => references.get(key) ?? []),
  };
  return { ok: true, value: { head, segments }, ids: writing.ids.all, links: writing.links };
}

/**
 * The models that a lesson declares, for exercises that take one of them; null where the lesson does not read. Problems
 * are left to the lesson's own compiling.
 */
export function readModels(source: string, file: string): DeclaredModels | null {
  const problems = new ProblemList(file);
  const root = parseLesson(source, problems);
  return root === null ? null : collectModels(root, problems);
}

/** "02-worked-example.mdx" is "worked-example". */
export function lessonSlug(file: string): string {
  return file.replace(/^\d+-/, "").replace(/\.mdx$/, "");
}

interface WrittenSegment {
  readonly levels: readonly string[];
  readonly blocks: readonly Block[];
  readonly cited: ReadonlySet<string>;
  readonly placed: readonly string[];
}

function writeSegment({ levels, nodes }: SegmentSource, shared: Omit<Writing, "cited" | "placed">): WrittenSegment {
  const writing: Writing = { ...shared, cited: new Set(), placed: [] };
  const blocks = compileBlocks(nodes, writing, true);
  return { levels, blocks, cited: writing.cited, placed: writing.placed };
}

/** A gated segment carries the sources that only it cites: the lesson's head is there for everyone to read. */
function closeSegment(
  { levels, blocks, cited, placed }: WrittenSegment,
  ordinal: number,
  free: ReadonlySet<string>,
  listed: Set<string>,
  references: ReadonlyMap<string, Reference>,
): LessonSegment {
  const own = [...cited].filter((key) => !free.has(key)).flatMap((key) => references.get(key) ?? []);
  // Two gated segments may cite one source, and either may be read without the other; an address is given once.
  const idOf = (key: string) => (listed.has(key) ? `ref-${key}-${ordinal}` : `ref-${key}`);
  const sources: readonly Block[] =
    own.length === 0
      ? []
      : [
          {
            kind: "note",
            id: `sources-${ordinal}`,
            title: "Sources",
            blocks: own.map((reference) => referenceBlock(reference, idOf(reference.key))),
          },
        ];
  for (const { key } of own) listed.add(key);
  const all = [...blocks, ...sources];
  return { ordinal, levels, blocks: all, outline: outlineOf(all, placed.length), exercises: placed };
}

function referenceBlock({ text, href }: Reference, id: string): Block {
  const words: Inline = { kind: "text", text };
  const inlines: readonly Inline[] = href === null ? [words] : [{ kind: "link", href, inlines: [words] }];
  return { kind: "paragraph", id, inlines };
}

function readFrontMatter(root: Root, problems: ProblemList) {
  const node = root.children.find((child): child is Yaml => child.type === "yaml");
  if (node === undefined) {
    const reason = "A lesson begins with --- and its title, promise, before and summary.";
    problems.report("field", { field: "", reason }, { line: 1, column: 1 });
    return null;
  }
  // The fence `---` is the line above the text.
  const inside = new ProblemList(problems.file, { line: startOf(node).line, column: 0 });
  const front = readYaml(node.value, frontMatter, inside);
  problems.add(inside.all);
  return front?.value ?? null;
}
