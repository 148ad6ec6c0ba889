/** A room of lib: what it may import, beside lib/result.ts. IO rooms may also import lib/env.ts and the Viewer type. */
export interface Room {
  readonly isPure?: true;
  readonly mayImport: readonly string[];
}

/** The table "The house" of README. */
export const rooms: Readonly<Record<string, Room>> = {
  autograd: { isPure: true, mayImport: [] },
  expression: { isPure: true, mayImport: [] },
  model: { isPure: true, mayImport: ["autograd", "expression"] },
  exercises: { isPure: true, mayImport: ["model", "autograd", "expression"] },
  checker: { isPure: true, mayImport: ["exercises", "model", "autograd", "expression"] },
  membership: { mayImport: ["db"] },
  access: { mayImport: ["membership"] },
  content: {
    mayImport: ["access", "membership", "checker", "exercises", "model", "autograd", "expression", "db"],
  },
  accounts: { mayImport: ["membership", "db"] },
  progress: { mayImport: ["content", "checker", "exercises", "membership", "access", "expression", "db"] },
  pages: { mayImport: [] },
  db: { mayImport: [] },
};

/** Files of IO rooms that are held to the pure rules, so that they may be drawn into the browser. */
export const pureFiles: ReadonlySet<string> = new Set([
  "lib/result.ts",
  "lib/access/can-read.ts",
  "lib/accounts/email.ts",
  "lib/accounts/viewer.ts",
  "lib/content/lesson.ts",
  "lib/content/problem.ts",
  "lib/membership/grant.ts",
  "lib/progress/activity.ts",
  "lib/progress/canonical-json.ts",
  "lib/progress/certificate.ts",
  "lib/progress/choose-review.ts",
  "lib/progress/compare-verdicts.ts",
  "lib/progress/completion.ts",
  "lib/progress/csv.ts",
  "lib/progress/may-see-verdict.ts",
  "lib/progress/progress-view.ts",
  "lib/progress/skills.ts",
  "lib/progress/typical-mistakes.ts",
]);

/** A type that every IO room may import: who asks. */
export const viewerFile = "lib/accounts/viewer.ts";

/** Lie in lib outside any room. */
export const looseFiles: ReadonlySet<string> = new Set(["lib/result.ts", "lib/env.ts"]);

/** Say nothing of what is inside. A barrel is a second place to look for each thing it names. */
export const emptyNames: ReadonlySet<string> = new Set(
  ["util", "helper", "type", "service"].flatMap((name) => [name, `${name}s`]).concat("common", "misc", "index"),
);
