import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

/** Whether other programs are to be fetched and measured beside ours. */
export const areAlternativesWanted = process.argv.includes("--alternatives");

/** Puts packages, which are no dependencies, into a temporary folder; gives what loads them from there. */
export async function installAlternatives(folder: string, packages: readonly string[]): Promise<NodeJS.Require> {
  const place = path.join(folder, "alternatives");
  await promisify(execFile)("npm", ["install", "--prefix", place, "--no-audit", "--no-fund", ...packages]);
  return createRequire(path.join(place, "package.json"));
}
