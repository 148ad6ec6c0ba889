// `npm test`: installs what the tests need, Chromium too, and runs them. Built-ins only, like start.mjs.
//   npm test                          everything
//   npm test -- tests/lib/checker     some of it: folders or files; those of tests/e2e run in the browser
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { findChromium } from "./chromium.mjs";
import { endWith, node, nodeFlags, prepare, quietEnvironment, root, StageFailed } from "./prepare.mjs";

const results = path.join(root, "test-results");
const say = (sentence) => console.log(sentence);

/** Runs a test program with its output shown; gives its exit code. */
function show(args, env) {
  const child = spawn(node, [...nodeFlags, ...args], {
    cwd: root,
    env: quietEnvironment(env),
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

const readReport = async (name) => JSON.parse(await readFile(path.join(results, name), "utf8").catch(() => "null"));

/** Rooms, programs and the server, on Vitest. A run that broke before its report counts as one failure. */
async function runRooms(filters) {
  const args = ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json"];
  const output = path.join("test-results", "rooms.json");
  const code = await show(["node_modules/vitest/vitest.mjs", ...args, `--outputFile.json=${output}`, ...filters]);
  const report = await readReport("rooms.json");
  if (report === null) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: Math.max(failed, code === 0 ? 0 : 1) };
}

/** The site in Chromium, on Playwright. */
async function runBrowser(filters, chromium) {
  const args = ["test", "--config", "tests/playwright.config.ts", ...filters];
  const code = await show(["node_modules/@playwright/test/cli.js", ...args], { CHROMIUM: chromium });
  const report = await readReport("browser.json");
  if (report === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: Math.max(unexpected + flaky, code === 0 ? 0 : 1) };
}

const filters = process.argv.slice(2);
const inBrowser = filters.filter((filter) => filter.includes("e2e"));
const inRooms = filters.filter((filter) => !filter.includes("e2e"));
const isAll = filters.length === 0;

try {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  await prepare({ build: true, say });
  const counts = [];
  if (isAll || inRooms.length > 0) counts.push(await runRooms(inRooms));
  if (isAll || inBrowser.length > 0) counts.push(await runBrowser(inBrowser, await findChromium(say)));
  const sum = (kind) => counts.reduce((total, count) => total + count[kind], 0);
  const line = `${sum("passed")} passed, ${sum("failed")} failed`;
  await writeFile(path.join(results, "count"), `${line}\n`);
  say(line);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
} catch (error) {
  if (error instanceof StageFailed) endWith(error);
  throw error;
}
