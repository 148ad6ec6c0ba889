import type { Place } from "#lib/expression/tree.ts";

/** What each kind of problem has to say for itself; the sentences below are made from these. */
interface Details {
  readonly syntax: { readonly reason: string };
  readonly "too-long": { readonly limit: number };
  readonly import: object;
  readonly export: object;
  readonly expression: object;
  readonly "raw-html": { readonly tag: string };
  readonly "unsupported-markdown": { readonly what: string; readonly instead: string };
  readonly "unknown-component": { readonly name: string; readonly known: readonly string[] };
  readonly "unknown-prop": { readonly component: string; readonly prop: string; readonly known: readonly string[] };
  readonly "bad-prop": { readonly component: string; readonly prop: string; readonly reason: string };
  readonly "misplaced-component": { readonly component: string; readonly where: string };
  readonly "nested-members-only": object;
  readonly "empty-component": { readonly component: string };
  readonly "unexpected-children": { readonly component: string };
  readonly "link-scheme": { readonly href: string };
  readonly "dead-link": { readonly href: string };
  readonly "math-command": { readonly command: string };
  readonly math: { readonly reason: string };
  readonly "model-fence": { readonly reason: string };
  readonly "duplicate-model": { readonly name: string };
  readonly "unknown-model": { readonly name: string; readonly known: readonly string[] };
  readonly "which-model": { readonly component: string; readonly known: readonly string[] };
  readonly "bad-model": { readonly reason: string };
  readonly "bad-value": { readonly of: string; readonly reason: string };
  readonly "heading-order": { readonly depth: number; readonly after: number };
  readonly "duplicate-id": { readonly id: string; readonly line: number };
  readonly "unknown-source": { readonly key: string };
  readonly "unknown-exercise": { readonly slug: string };
  readonly "unknown-level": { readonly level: string; readonly known: readonly string[] };
  readonly yaml: { readonly reason: string };
  readonly field: { readonly field: string; readonly reason: string };
  readonly "unknown-field": {
    readonly field: string;
    readonly suggestion: string | null;
    readonly known: readonly string[];
  };
  readonly "exercise-test": { readonly reason: string };
  readonly "draws-rejected": { readonly draws: number; readonly rejected: number };
  readonly "file-name": { readonly reason: string };
  readonly "not-utf-8": object;
  readonly "duplicate-slug": { readonly slug: string; readonly file: string };
  readonly "duplicate-number": { readonly number: string; readonly file: string };
}

export type ContentProblemCode = keyof Details;

/** One thing that blocks publishing. `line` and `column` count from 1 in `file`. */
export interface ContentProblem {
  readonly code: ContentProblemCode;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");

/** Reasons from other rooms are phrases without a full stop. */
const ended = (reason: string): string => (/[.?]$/.test(reason) ? reason : `${reason}.`);

const sentences: { readonly [Code in ContentProblemCode]: (detail: Details[Code]) => string } = {
  syntax: ({ reason }) => `This does not read as a lesson: ${reason}`,
  "too-long": ({ limit }) => `The text is longer than ${limit.toLocaleString("en-GB")} characters. Split it.`,
  import: () => "A lesson is data, so it imports nothing. Remove the import.",
  export: () => "A lesson is data, so it exports nothing. Remove the export.",
  expression: () => 'Braces would run code. Write a value as <Val of="…" />, a formula in $…$, or a brace as \\{.',
  "raw-html": ({ tag }) => `HTML is not read in lessons: write Markdown or a named component instead of ${tag}.`,
  "unsupported-markdown": ({ what, instead }) => `Lessons have no ${what}. ${instead}`,
  "unknown-component": ({ name, known }) => `There is no component "${name}". Known are ${listed(known)}.`,
  "unknown-prop": ({ component, prop, known }) => `<${component}> has no prop "${prop}". It takes ${listed(known)}.`,
  "bad-prop": ({ component, prop, reason }) => `<${component}>, prop "${prop}": ${ended(reason)}`,
  "misplaced-component": ({ component, where }) => `<${component}> stands ${where}.`,
  "nested-members-only": () => "<MembersOnly> stands at the top level of a lesson, never inside anything else.",
  "empty-component": ({ component }) => `<${component}> holds nothing. Put what it is about between its tags.`,
  "unexpected-children": ({ component }) => `<${component}> holds no text: close it as <${component} … />.`,
  "link-scheme": ({ href }) =>
    `"${href}" is not a link a lesson may hold. Links begin with https://, http://, mailto:, / or #.`,
  "dead-link": ({ href }) => `"${href}" leads nowhere: no published page or block has this address.`,
  "math-command": ({ command }) =>
    `${command} may not stand in a formula. Names of a lesson's models are coloured and linked by the site.`,
  math: ({ reason }) => `This formula cannot be set: ${reason}`,
  "model-fence": ({ reason }) => `A model's fence reads \`\`\`model name=chain. ${reason}`,
  "duplicate-model": ({ name }) => `There is already a model "${name}" in this lesson. Give this one another name.`,
  "unknown-model": ({ name, known }) => `There is no model "${name}" here. Declared are ${listed(known)}.`,
  "which-model": ({ component, known }) =>
    known.length === 0
      ? `<${component}> needs a model, and this lesson declares none.`
      : `Say which model <${component}> is about: model="…" with one of ${listed(known)}.`,
  "bad-model": ({ reason }) => `This model cannot be used: ${ended(reason)}`,
  "bad-value": ({ of, reason }) => `"${of}" has no value here: ${ended(reason)}`,
  "heading-order": ({ depth, after }) =>
    depth === 1
      ? "The title stands in the front matter. Sections begin with ##."
      : depth > 3
        ? "Sections go two levels deep: ## and ###."
        : `A heading of depth ${depth} cannot follow ${after === 1 ? "the title" : `one of depth ${after}`}. Begin with ##.`,
  "duplicate-id": ({ id, line }) => `The address "#${id}" is already taken at line ${line}. Word this one differently.`,
  "unknown-source": ({ key }) => `No reference "${key}" stands in the course's references.yaml.`,
  "unknown-exercise": ({ slug }) => `There is no exercise "${slug}". Exercises are files in exercises/.`,
  "unknown-level": ({ level, known }) => `There is no level "${level}". The course declares ${listed(known)}.`,
  yaml: ({ reason }) => `This does not read as YAML: ${reason}`,
  field: ({ field, reason }) => (field === "" ? reason : `Field "${field}": ${reason}`),
  "unknown-field": ({ field, suggestion, known }) =>
    suggestion === null
      ? `There is no field "${field}" here. Known are ${listed(known)}.`
      : `There is no field "${field}" here. Did you mean "${suggestion}"?`,
  "exercise-test": ({ reason }) => reason,
  "draws-rejected": ({ draws, rejected }) =>
    `Of ${draws} draws for variants ${rejected} were rejected: there a known mistake gives the right number, two give the same one, or an answer has another size. Wider intervals and finer steps leave more; where none is left, the draws with the fewest of these are given out.`,
  "file-name": ({ reason }) => reason,
  "not-utf-8": () => "This line is not UTF-8, so its letters cannot be told. Save the file as UTF-8 text.",
  "duplicate-slug": ({ slug, file }) =>
    `"${slug}" is already the address of ${file}. Addresses are unique over the site.`,
  "duplicate-number": ({ number, file }) =>
    `${file} has the number ${number} already, and lessons are read in the order of their numbers. Give this one another.`,
};

/** A problem with its sentence. */
export function contentProblem<Code extends ContentProblemCode>(
  code: Code,
  detail: Details[Code],
  file: string,
  at: Place,
): ContentProblem {
  return { code, message: sentences[code](detail), file, line: at.line, column: at.column };
}

/** Where a compiler puts what it finds, so that an author sees everything at once. */
export class ProblemList {
  readonly file: string;
  readonly #found: ContentProblem[] = [];
  readonly #before: Place;

  /** `before`: lines and columns of the file that stand before the text, where the text is a part of the file. */
  constructor(file: string, before: Place = { line: 0, column: 0 }) {
    this.file = file;
    this.#before = before;
  }

  report<Code extends ContentProblemCode>(code: Code, detail: Details[Code], at: Place): void {
    const place = { line: at.line + this.#before.line, column: at.column + this.#before.column };
    this.#found.push(contentProblem(code, detail, this.file, place));
  }

  add(problems: readonly ContentProblem[]): void {
    this.#found.push(...problems);
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** In reading order. */
  get all(): readonly ContentProblem[] {
    return this.#found.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}
