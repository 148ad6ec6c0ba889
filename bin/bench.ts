import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { measureGrading } from "./bench/grading.ts";
import { measurePackages } from "./bench/packages.ts";
import { measureScripts } from "./bench/scripts.ts";
import { measureStart } from "./bench/start.ts";

// `npm run bench`: prints figures and asserts nothing. A figure that has an alternative is printed beside it, measured in the
// same run, since machines differ more than versions do.

const dataDir = await mkdtemp(path.join(os.tmpdir(), "chainrule-bench-"));
try {
  for (const measure of [measureStart, measureScripts, measurePackages, measureGrading]) {
    for (const line of await measure(dataDir)) console.log(line);
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
