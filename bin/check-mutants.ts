import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createVitest, type TestModule, type Vitest } from "vitest/node";

// `npm run check:mutants`: breaks the pullback of each op in turn and fails where no test notices. It works on a copy of the
// engine and its tests, where the catalogue breaks the op that the environment names.

/** As tests/lib/autograd/break-op.ts has it; bin imports no tests. */
interface Mutant {
  readonly op: string;
  readonly fault: string;
  readonly place: number;
}

/** What a run does: which op is broken, the test files it looks at, and which tests of them, by the beginning of their names. */
interface Trial {
  readonly mutant: Mutant | null;
  readonly files: readonly string[];
  readonly named: RegExp | null;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const tests = "tests/lib/autograd";

/** The tests of each op by itself; nearly every mutant ends here. */
const ofOps = "ops.test.ts";
/** Where an op is at work with others. Asked only about mutants that are left. */
const ofTheRest = ["differentiation.test.ts", "network.test.ts", "golden-networks.test.ts", "recurrent.test.ts"];

/** Reads the mutant when it is loaded: each test file loads its own catalogue. */
const brokenCatalogue = `import { breakCatalogue } from "#tests/lib/autograd/break-op.ts";
import { catalogue as whole } from "./whole-catalogue.ts";

export const catalogue = breakCatalogue(whole, JSON.parse(process.env.MUTANT ?? "null"));
`;

async function copyEngine(): Promise<string> {
  const results = path.join(root, "test-results");
  await mkdir(results, { recursive: true });
  const copy = await mkdtemp(path.join(results, "mutants-"));
  for (const folder of ["lib/autograd", tests, "tests/golden"]) {
    await cp(path.join(root, folder), path.join(copy, folder), { recursive: true });
  }
  const imports = { "#lib/*": "./lib/*", "#tests/*": "./tests/*" };
  await writeFile(path.join(copy, "package.json"), JSON.stringify({ type: "module", imports }));
  const ops = path.join(copy, "lib/autograd/ops");
  await rename(path.join(ops, "catalogue.ts"), path.join(ops, "whole-catalogue.ts"));
  await writeFile(path.join(ops, "catalogue.ts"), brokenCatalogue);
  return copy;
}

async function listMutants(copy: string): Promise<readonly Mutant[]> {
  const list: { listMutants(): readonly Mutant[] } = await import(
    pathToFileURL(path.join(copy, tests, "list-mutants.ts")).href
  );
  return list.listMutants();
}

/** Carries out all trials in one Vitest, each in a file of its own; gives how each ended, in their order. */
async function run(
  vitest: Vitest,
  copy: string,
  trials: readonly Trial[],
): Promise<readonly ReturnType<TestModule["state"]>[]> {
  const project = vitest.getRootProject();
  const folder = await mkdtemp(path.join(copy, tests, "trial-"));
  const specifications = await Promise.all(
    trials.map(async ({ mutant, files, named }, number) => {
      const file = path.join(folder, `${number}.test.ts`);
      const lines = files.map((tested) => `await import("../${tested}");`);
      await writeFile(
        file,
        [`process.env.MUTANT = ${JSON.stringify(JSON.stringify(mutant))};`, ...lines, ""].join("\n"),
      );
      return project.createSpecification(file, named === null ? {} : { testNamePattern: named });
    }),
  );
  const { testModules } = await vitest.runTestSpecifications(specifications);
  const states = new Map(testModules.map((module) => [module.moduleId, module.state()]));
  return specifications.map(({ moduleId }) => {
    const state = states.get(moduleId);
    if (state === undefined) throw new Error(`Vitest says nothing about ${moduleId}`);
    return state;
  });
}

/** The mutants that all these tests let through. Throws where they find fault with the unbroken catalogue, or test nothing. */
async function survivorsOf(
  vitest: Vitest,
  copy: string,
  mutants: readonly Mutant[],
  trialOf: (mutant: Mutant | null) => Trial,
): Promise<readonly Mutant[]> {
  const [unbroken, ...states] = await run(vitest, copy, [null, ...mutants].map(trialOf));
  if (unbroken !== "passed") throw new Error(`without any mutant the tests end as ${unbroken}`);
  const untested = mutants.find((_, place) => states[place] !== "passed" && states[place] !== "failed");
  if (untested !== undefined) throw new Error(`no test runs for ${untested.op}`);
  return mutants.filter((_, place) => states[place] === "passed");
}

function report(mutants: readonly Mutant[], survivors: readonly Mutant[]): void {
  for (const [op, ofOp] of Map.groupBy(mutants, (mutant) => mutant.op)) {
    const left = survivors.filter((mutant) => mutant.op === op);
    const names = left.map(({ fault, place }) => ` · SURVIVES: gradient ${place}, ${fault}`);
    console.log(`${op}: ${ofOp.length - left.length} of ${ofOp.length} found${names.join("")}`);
  }
  console.log(`${mutants.length - survivors.length} of ${mutants.length} mutants found by the tests`);
}

const copy = await copyEngine();
try {
  const mutants = await listMutants(copy);
  const vitest = await createVitest({ root: copy, config: false, watch: false, reporters: [{}] });
  try {
    const ofItsOp = (mutant: Mutant | null): Trial => ({
      mutant,
      files: [ofOps],
      named: mutant === null ? null : new RegExp(`^${mutant.op} at `),
    });
    const ofAll = (mutant: Mutant | null): Trial => ({ mutant, files: [ofOps, ...ofTheRest], named: null });
    const left = await survivorsOf(vitest, copy, mutants, ofItsOp);
    const survivors = left.length === 0 ? left : await survivorsOf(vitest, copy, left, ofAll);
    report(mutants, survivors);
    process.exitCode = survivors.length === 0 ? 0 : 1;
  } finally {
    await vitest.close();
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
