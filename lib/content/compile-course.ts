import { type CompiledExercise, compileExercise, exerciseSlug, type FoundModel } from "./compile-exercise.ts";
import { compileLesson, lessonSlug, readModels } from "./compile-lesson.ts";
import type { CompiledLesson, Reference } from "./lesson.ts";
import { declaredNames, mayBeBroken } from "./plugins/models.ts";
import { type ContentProblem, contentProblem, ProblemList } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import { type CourseFile, courseFile, isSlug, referencesFile } from "./schemas.ts";
import type { InternalLink } from "./writing.ts";

/** A course as files: paths within its folder, and their texts. */
export interface CourseSource {
  /** The folder's name, which is the course's slug. */
  readonly slug: string;
  readonly files: ReadonlyMap<string, string>;
  readonly unread?: readonly UnreadFile[];
}

/**
 * What has a course file's name and was not read. `file-name`: it is a link, which could lead out of the folder, or no
 * file; `not-utf-8`: its first line that is no text is named.
 */
export interface UnreadFile {
  readonly file: string;
  readonly code: "file-name" | "not-utf-8";
  readonly line: number;
}

export interface CourseLesson {
  /** Path within the course's folder. */
  readonly file: string;
  readonly ordinal: number;
  readonly source: string;
  readonly compiled: CompiledLesson;
}

export interface CourseExercise {
  /** Path within the course's folder. */
  readonly file: string;
  readonly slug: string;
  readonly source: string;
  readonly compiled: CompiledExercise;
}

export interface CompiledCourse extends CourseFile {
  readonly slug: string;
  /** In order. */
  readonly lessons: readonly CourseLesson[];
  readonly exercises: readonly CourseExercise[];
}

export type CompileCourseResult =
  | { readonly ok: true; readonly value: CompiledCourse }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

const start = { line: 1, column: 1 };
const lessonFile = /^(\d{2})-[^/]*\.mdx$/;
const exerciseFiles = /^exercises\/[^/]*\.yaml$/;
/** Pages of the site, beside its lessons, that a lesson may link to. */
const sitePages = new Set(["/", "/levels", "/progress", "/signin", "/signup"]);

/** Checks a whole course, so that an author sees every problem of every file at once. */
export function compileCourse(source: CourseSource): CompileCourseResult {
  const problems: ContentProblem[] = checkFileNames(source);
  const course = readFile(source, "course.yaml", courseFile, problems);
  const references = readReferences(source, problems);
  const lessonFiles = [...source.files.keys()].filter((file) => lessonFile.test(file)).toSorted();
  const unread = (source.unread ?? []).map(({ file }) => file);
  const findModel = modelFinder(source, lessonFiles, unread);

  const exercises: CourseExercise[] = [];
  // What could not be read is there all the same.
  const known = new Map(unread.filter((file) => exerciseFiles.test(file)).map((file) => [exerciseSlug(file), true]));
  for (const [file, text] of source.files) {
    if (!exerciseFiles.test(file)) continue;
    const slug = exerciseSlug(file);
    known.set(slug, true);
    const result = compileExercise(text, { file, findModel });
    if (result.ok) exercises.push({ file, slug, source: text, compiled: result.value });
    else problems.push(...result.problems);
  }

  const lessons: CourseLesson[] = [];
  const addresses = new Map<string, ReadonlySet<string>>();
  const links: { readonly file: string; readonly from: string; readonly link: InternalLink }[] = [];
  const levels = course === null ? null : new Set(course.levels.map(({ slug }) => slug));
  for (const file of lessonFiles) {
    const text = source.files.get(file) ?? "";
    const result = compileLesson(text, { file, exercises: known, levels, references });
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    const { slug } = result.value.head;
    lessons.push({ file, ordinal: Number(lessonFile.exec(file)?.[1]), source: text, compiled: result.value });
    addresses.set(slug, result.ids);
    links.push(...result.links.map((link) => ({ file, from: slug, link })));
  }
  // With a lesson missing, links to it would be reported as dead, which they may not be.
  const isWhole = lessons.length === lessonFiles.length && !unread.some((file) => lessonFile.test(file));
  if (isWhole) problems.push(...deadLinks(links, addresses));

  if (problems.length > 0 || course === null) return { ok: false, problems: inReadingOrder(problems) };
  return { ok: true, value: { slug: source.slug, ...course, lessons, exercises } };
}

/** The course's own files, then its lessons, then its exercises: what is wrong first is often why the rest is. */
function inReadingOrder(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  const rank = (file: string) => (file.startsWith("exercises") ? 2 : file.endsWith(".mdx") ? 1 : 0);
  const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return problems.toSorted(
    (a, b) => rank(a.file) - rank(b.file) || byName(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

function checkFileNames({ slug, files, unread = [] }: CourseSource): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report = (file: string, reason: string) => problems.push(contentProblem("file-name", { reason }, file, start));
  if (!isSlug(slug)) report(".", "A course's folder is named in small letters, digits and single hyphens.");
  for (const { file, code, line } of unread) {
    if (code === "not-utf-8") problems.push(contentProblem(code, {}, file, { line, column: 1 }));
    else report(file, "This is a link or no file. A course's files stand in its own folder.");
  }
  const taken = new Map<string, string>();
  const numbered = new Map<string, string>();
  for (const file of [...files.keys()].toSorted()) {
    const own = lessonFile.test(file) ? lessonSlug(file) : exerciseFiles.test(file) ? exerciseSlug(file) : null;
    if (own === null) {
      if (file.endsWith(".mdx")) report(file, "A lesson's file is named 01-some-words.mdx.");
      continue;
    }
    if (!isSlug(own)) report(file, "Addresses are made of small letters, digits and single hyphens.");
    const other = taken.get(own);
    if (other !== undefined) problems.push(contentProblem("duplicate-slug", { slug: own, file: other }, file, start));
    taken.set(own, file);
    const [, number] = lessonFile.exec(file) ?? [];
    if (number === undefined) continue;
    const before = numbered.get(number);
    if (before === undefined) numbered.set(number, file);
    else problems.push(contentProblem("duplicate-number", { number, file: before }, file, start));
  }
  return problems;
}

function readFile<Schema extends Parameters<typeof readYaml>[1]>(
  { files, unread = [] }: CourseSource,
  file: string,
  schema: Schema,
  problems: ContentProblem[],
) {
  const text = files.get(file);
  if (text === undefined) {
    if (!unread.some((each) => each.file === file))
      problems.push(contentProblem("file-name", { reason: `The course has no ${file}.` }, file, start));
    return null;
  }
  const found = new ProblemList(file);
  const read = readYaml(text, schema, found);
  problems.push(...found.all);
  return read?.value ?? null;
}

/** Null where the file is there and cannot be read. A course may do without it. */
function readReferences(source: CourseSource, problems: ContentProblem[]): ReadonlyMap<string, Reference> | null {
  const file = "references.yaml";
  const isThere = source.files.has(file) || source.unread?.some((each) => each.file === file) === true;
  if (!isThere) return new Map();
  const read = readFile(source, file, referencesFile, problems);
  if (read === null) return null;
  return new Map(
    Object.entries(read).map(([key, { label, text, href }]) => [key, { key, label, text, href: href ?? null }]),
  );
}

/** Looks for a lesson's model. In a lesson that does not read, any model may stand. */
function modelFinder(
  { files }: CourseSource,
  lessonFiles: readonly string[],
  unread: readonly string[],
): (name: string) => FoundModel {
  const lessons = new Map([
    ...unread.filter((file) => lessonFile.test(file)).map((file) => [lessonSlug(file), null] as const),
    ...lessonFiles.map((file) => [lessonSlug(file), readModels(files.get(file) ?? "", file)] as const),
  ]);
  const known = [...lessons].flatMap(([lesson, declared]) =>
    declared === null ? [] : declaredNames(declared).map((name) => `${lesson}/${name}`),
  );
  return (wanted) => {
    const [lesson = "", name = ""] = wanted.split("/");
    const declared = lessons.get(lesson);
    if (declared === undefined) return { kind: "unknown", known };
    const model = declared?.models.get(name)?.model;
    if (model !== undefined) return { kind: "model", model };
    return declared === null || mayBeBroken(declared, name) ? { kind: "broken" } : { kind: "unknown", known };
  };
}

function deadLinks(
  links: readonly { readonly file: string; readonly from: string; readonly link: InternalLink }[],
  addresses: ReadonlyMap<string, ReadonlySet<string>>,
): readonly ContentProblem[] {
  return links
    .filter(({ from, link }) => !leadsSomewhere(link.href, from, addresses))
    .map(({ file, link }) => contentProblem("dead-link", { href: link.href }, file, link.at));
}

function leadsSomewhere(href: string, from: string, addresses: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [path = "", id] = href.split("#");
  if (sitePages.has(path)) return id === undefined;
  const slug = path === "" ? from : /^\/lessons\/([^/]+)$/.exec(path)?.[1];
  const ids = slug === undefined ? undefined : addresses.get(slug);
  return ids !== undefined && (id === undefined || ids.has(id));
}
