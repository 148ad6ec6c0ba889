import { readFile, stat } from "node:fs/promises";
import path from "node:path";

/** What the file postmaster.pid says about the server that uses a database's folder, or did. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number | null;
  readonly isReady: boolean;
}

export const pidFile = (folder: string) => path.join(folder, "postmaster.pid");

/** Null: no server was left here. Lines of the file: pid, folder, start, port, socket, address, shared memory, state. */
export async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(folder), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const port = Number(lines[3]);
  return { pid, port: port > 0 ? port : null, isReady: lines[7] === "ready" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Is that process really the server of `folder`? Numbers are given out again after a reboot, and a copied folder brings
 * its pid file along. A server stands in its own folder, which Linux shows; null where nobody can tell.
 */
export async function isServerOf(pid: number, folder: string): Promise<boolean | null> {
  const ours = await stat(folder);
  const theirs = await stat(`/proc/${pid}/cwd`).catch(() => null);
  if (theirs) return theirs.dev === ours.dev && theirs.ino === ours.ino;
  // A zombie, whose parent never asked how it ended, stands nowhere: pid (name) state …
  if (/\) Z /.test(await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""))) return false;
  // Its folder is hidden from us, so it is another user's; the server of our folder would be ours.
  const stranger = await stat(`/proc/${pid}`).catch(() => null);
  return stranger && stranger.uid !== ours.uid ? false : null;
}
