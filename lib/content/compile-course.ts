import type { Model } from "#lib/model/model.ts";
import { type CompiledExercise, compileExercise, exerciseSlug } from "./compile-exercise.ts";
import { compileLesson, lessonSlug, readModels } from "./compile-lesson.ts";
import type { CompiledLesson, Reference } from "./lesson.ts";
import { type ContentProblem, contentProblem, ProblemList } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import { type CourseFile, courseFile, isSlug, referencesFile } from "./schemas.ts";
import type { InternalLink } from "./writing.ts";

/** A course as files: paths within its folder, and their texts. */
export interface CourseSource {
  /** The folder's name, which is the course's slug. */
  readonly slug: string;
  readonly files: ReadonlyMap<string, string>;
  /** Paths of what has a course file's name and is none: links, which could lead out of the folder, and the like. */
  readonly unread?: readonly string[];
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
  const models = modelsByName(source, lessonFiles);

  const exercises: CourseExercise[] = [];
  const known = new Map<string, true>();
  for (const [file, text] of source.files) {
    if (!exerciseFiles.test(file)) continue;
    const slug = exerciseSlug(file);
    known.set(slug, true);
    const result = compileExercise(text, { file, lessonModel: (name) => models.get(name) });
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
  if (lessons.length === lessonFiles.length) problems.push(...deadLinks(links, addresses));

  if (problems.length > 0 || course === null) return { ok: false, problems };
  return { ok: true, value: { slug: source.slug, ...course, lessons, exercises } };
}

function checkFileNames({ slug, files, unread = [] }: CourseSource): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report = (file: string, reason: string) => problems.push(contentProblem("file-name", { reason }, file, start));
  if (!isSlug(slug)) report(".", "A course's folder is named in small letters, digits and single hyphens.");
  for (const file of unread) report(file, "This is a link or no file. A course's files stand in its own folder.");
  const taken = new Map<string, string>();
  for (const file of files.keys()) {
    const own = lessonFile.test(file) ? lessonSlug(file) : exerciseFiles.test(file) ? exerciseSlug(file) : null;
    if (own === null) {
      if (file.endsWith(".mdx")) report(file, "A lesson's file is named 01-some-words.mdx.");
      continue;
    }
    if (!isSlug(own)) report(file, "Addresses are made of small letters, digits and single hyphens.");
    const other = taken.get(own);
    if (other !== undefined) problems.push(contentProblem("duplicate-slug", { slug: own, file: other }, file, start));
    taken.set(own, file);
  }
  return problems;
}

function readFile<Schema extends Parameters<typeof readYaml>[1]>(
  { files }: CourseSource,
  file: string,
  schema: Schema,
  problems: ContentProblem[],
) {
  const text = files.get(file);
  if (text === undefined) {
    problems.push(contentProblem("file-name", { reason: `The course has no ${file}.` }, file, start));
    return null;
  }
  const found = new ProblemList(file);
  const read = readYaml(text, schema, found);
  problems.push(...found.all);
  return read?.value ?? null;
}

function readReferences(source: CourseSource, problems: ContentProblem[]): ReadonlyMap<string, Reference> {
  if (!source.files.has("references.yaml")) return new Map();
  const read = readFile(source, "references.yaml", referencesFile, problems) ?? {};
  return new Map(
    Object.entries(read).map(([key, { label, text, href }]) => [key, { key, label, text, href: href ?? null }]),
  );
}

function modelsByName({ files }: CourseSource, lessonFiles: readonly string[]): ReadonlyMap<string, Model> {
  const models = new Map<string, Model>();
  for (const file of lessonFiles) {
    for (const [name, { model }] of readModels(files.get(file) ?? "", file))
      models.set(`${lessonSlug(file)}/${name}`, model);
  }
  return models;
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
