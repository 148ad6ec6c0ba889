import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { measureCommand } from "./bench/command.ts";
import { measureEngine } from "./bench/engine.ts";
import { measureGrading } from "./bench/grading.ts";
import { measureLoad } from "./bench/load.ts";
import { measurePackages } from "./bench/packages.ts";
import { measureScripts } from "./bench/scripts.ts";
import { measureStart } from "./bench/start.ts";

// `npm run bench`: prints figures and asserts nothing. A figure that has an alternative is printed beside it, measured in the
// same run, since machines differ more than versions do. `npm run bench -- engine grading` measures these alone;
// `--alternatives` fetches other programs to measure beside ours.

const measures = {
  start: measureStart,
  command: measureCommand,
  scripts: measureScripts,
  packages: measurePackages,
  load: measureLoad,
  // Before grading, which leaves the compiler with other habits: they cost the engine up to a third here.
  engine: measureEngine,
  grading: measureGrading,
};

const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = named.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined)
  throw new Error(`there is no measure ${unknown}; there are ${Object.keys(measures).join(", ")}`);
const chosen = Object.entries(measures).filter(([name]) => named.length === 0 || named.includes(name));

const dataDir = await mkdtemp(path.join(os.tmpdir(), "chainrule-bench-"));
try {
  for (const [, measure] of chosen) {
    for (const line of await measure(dataDir)) console.log(line);
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
