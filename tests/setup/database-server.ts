import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "#lib/db/embedded.ts";
import { migrate } from "#lib/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated database that each worker copies. */
    templateUrl: string;
  }
}

/** Speed over safety: nothing of a test run outlives it. */
const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", autovacuum: "off" };

/**
 * Clears up after a run that was killed: it reads from a pipe whose other end only we hold, so it goes on when we are
 * gone, however we went. In a process group of its own, out of Ctrl-C's reach.
 */
function watchOver(folder: string): { release(): void } {
  const script = `cat > /dev/null; [ -f "$1/database/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$1/database/postmaster.pid")"; sleep 0.2; rm -rf "$1"`;
  const child = spawn("sh", ["-c", script, "sh", folder], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.unref();
  return { release: () => child.stdin.end() };
}

/** One PostgreSQL for the run, in a temporary folder, with one migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-test-"));
  await chmod(folder, 0o711);
  const watch = watchOver(folder);
  const database = await openEmbedded(folder, { settings });
  await migrate(database.url);
  project.provide("templateUrl", database.url);
  return async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
    watch.release();
  };
}
