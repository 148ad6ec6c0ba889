import { randomBytes } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Cluster, findFreePort, makeCluster, setPassword, startServer, stopServer } from "./cluster.ts";
import { waitForLock } from "./folder-lock.ts";
import { isAlive, isServerOf, pidFile, readPostmaster } from "./postmaster.ts";
import { DatabaseProblem } from "./problem.ts";
import { decideUser } from "./system-user.ts";

/** A database of our own that runs, and is shared with every process that opened the same folder. */
export interface EmbeddedDatabase {
  readonly url: string;
  /** False: it ran already, for somebody else or left over by a process that was killed. */
  readonly startedHere: boolean;
  /** Starts it again if it died, at the same port where that is still free; gives its address. */
  revive(): Promise<string>;
  /** Lets go of it; the last one to do so stops it. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Settings of postgresql.conf, for the server if this call starts it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told in plain words what takes time, or what an operator should know. */
  readonly say?: (sentence: string) => void;
}

/** How long another process may take to start or stop the database before we give up, in ms. */
const patience = 30_000;
/** How long a killed server's remains (its children, its recovery) may stand in the way, in ms. */
const recovery = 20_000;

const urlOf = (password: string, port: number) => `postgresql://chainrule:${password}@127.0.0.1:${port}/chainrule`;

/**
 * Starts the PostgreSQL that lives in `dataDir`/database, makes it at first, or joins the one that runs. Two files make
 * sure that nobody stops it under another's feet: who starts or stops it holds database.turn, who uses it shares
 * database.users.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const turnFile = path.join(dataDir, "database.turn");
  const usersFile = path.join(dataDir, "database.users");
  const takeTurn = async () => {
    const turn = await waitForLock(turnFile, "alone", patience);
    if (turn) return turn;
    throw new DatabaseProblem(
      `Another process has been starting or stopping the database in ${dataDir} for half a minute. Stop it, then try again.`,
    );
  };

  const cluster = await describeCluster(dataDir, options);
  const turn = await takeTurn();
  try {
    const password = await preparePassword(cluster);
    const first = await startOrAdopt(cluster, password, null);
    const use = await waitForLock(usersFile, "shared", patience);
    if (!use) throw new Error(`${usersFile} is locked by a process that does not hold ${turnFile}`);
    return {
      url: urlOf(password, first.port),
      startedHere: first.startedHere,
      revive: async () => {
        const again = await takeTurn();
        try {
          return urlOf(password, (await startOrAdopt(cluster, password, first.port)).port);
        } finally {
          again.release();
        }
      },
      close: once(async () => {
        const last = await takeTurn();
        try {
          use.release();
          const alone = await waitForLock(usersFile, "alone", 0);
          if (!alone) return;
          await stopServer(cluster);
          alone.release();
        } finally {
          last.release();
        }
      }),
    };
  } finally {
    turn.release();
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= action();
    return running;
  };
}

async function describeCluster(dataDir: string, options: EmbeddedOptions): Promise<Cluster> {
  const folder = path.join(dataDir, "database");
  return {
    folder,
    logFile: path.join(dataDir, "database.log"),
    passwordFile: path.join(dataDir, "database-password"),
    user: await decideUser(folder),
    settings: options.settings ?? {},
    say: options.say ?? (() => {}),
  };
}

/** The password in its file, made anew with the database or where the file was lost. */
async function preparePassword(cluster: Cluster): Promise<string> {
  const isMade = await stat(cluster.folder).then(
    () => true,
    () => false,
  );
  const kept = isMade ? await readFile(cluster.passwordFile, "utf8").catch(() => null) : null;
  if (kept) return kept.trim();
  const password = randomBytes(24).toString("hex");
  if (isMade) await setPassword(cluster, password);
  else await makeCluster(cluster, password);
  await rm(cluster.passwordFile, { force: true });
  await writeFile(cluster.passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Uses the live server where there is one; retries for some seconds where a killed one has not let go yet. */
async function startOrAdopt(
  cluster: Cluster,
  password: string,
  wanted: number | null,
): Promise<{ port: number; startedHere: boolean }> {
  const end = performance.now() + recovery;
  let port = wanted;
  for (;;) {
    const left = await readPostmaster(cluster.folder);
    if (left && isAlive(left.pid)) {
      if (left.port && (await answers(urlOf(password, left.port)))) return { port: left.port, startedHere: false };
      const ours = await isServerOf(left.pid, cluster.folder);
      if (ours === false) await rm(pidFile(cluster.folder), { force: true });
    } else {
      port ??= await findFreePort();
      if (await startServer(cluster, port)) return { port, startedHere: true };
      port = null;
    }
    if (performance.now() > end) {
      throw new DatabaseProblem(
        `The database in ${cluster.folder} is held by process ${left?.pid ?? "unknown"}, which does not answer. Stop that process, then start again; ${cluster.logFile} says more.`,
      );
    }
    await sleep(100);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
