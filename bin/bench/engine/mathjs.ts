import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

/** What the bench uses of mathjs, which is no dependency: it is put into a temporary folder when it is asked for. */
export interface Mathjs {
  parse(text: string): { compile(): { evaluate(scope: Readonly<Record<string, number>>): number } };
}

const version = "15.1.0";

/** Null without `--alternatives`. */
export async function loadMathjs(folder: string): Promise<Mathjs | null> {
  if (!process.argv.includes("--alternatives")) return null;
  const place = path.join(folder, "alternatives");
  const install = ["install", "--prefix", place, "--no-audit", "--no-fund", `mathjs@${version}`];
  await promisify(execFile)("npm", install);
  return createRequire(path.join(place, "package.json"))("mathjs") as Mathjs;
}
