import { rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Lock, takeLock } from "#lib/db/folder-lock.ts";

/** Another server already runs on the same DATA_DIR; `message` names it and says what to do. */
export class ServerRuns extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ServerRuns";
  }
}

/**
 * Makes this process the one server of `dataDir`, until `release` or its end. The lock is the kernel's, so a server
 * that was killed is in nobody's way; the note beside it only says who holds it.
 */
export async function lockServer(dataDir: string, address: string): Promise<Lock> {
  const note = path.join(dataDir, "server.json");
  const lock = takeLock(path.join(dataDir, "server.lock"), "alone");
  if (lock === null) {
    const holder = await readNote(note);
    const who = holder ? `process ${holder.pid}, at ${holder.address}` : "another process";
    const stop = holder ? `Stop it (kill ${holder.pid})` : "Stop it";
    throw new ServerRuns(
      `Chainrule already runs on ${dataDir}: ${who}. ${stop}, or give this one a DATA_DIR and a PORT of its own.`,
    );
  }
  await writeFile(note, `${JSON.stringify({ pid: process.pid, address })}\n`);
  return {
    release: () => {
      rmSync(note, { force: true });
      lock.release();
    },
  };
}

async function readNote(file: string): Promise<{ pid: number; address: string } | null> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}
