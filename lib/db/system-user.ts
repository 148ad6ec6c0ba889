import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { DatabaseProblem } from "./problem.ts";

const run = promisify(execFile);

/** The user a database runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** How to start a program: as we are, as another user, or as another user who may enter closed folders. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: SystemUser | null;
}

async function lookUp(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * PostgreSQL refuses to run as root. Where we are root, the database belongs to the owner of `folder` if it exists and
 * is an ordinary user's, else to the user postgres, who is made if need be. Null: we are not root, it runs as we do.
 */
export async function decideUser(folder: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(folder).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const existing = await lookUp("postgres");
  if (existing) return existing;
  await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "postgres",
  ]).catch((cause) => {
    throw new DatabaseProblem(
      "PostgreSQL does not run as root, and the user postgres could not be made for it. Start Chainrule as an ordinary user.",
      { cause },
    );
  });
  const made = await lookUp("postgres");
  if (made) return made;
  throw new DatabaseProblem("The user postgres was made and is not there. Start Chainrule as an ordinary user.");
}

/** The first folder on the way to `target` that `user` may not enter, or `target` itself if it has not the rights `need`; null if all is open. */
async function findClosed(target: string, need: number, user: SystemUser): Promise<string | null> {
  const steps = target.split(path.sep).map((_, index, all) => all.slice(0, index + 1).join(path.sep) || path.sep);
  for (const step of steps) {
    const found = await stat(step);
    const wanted = step === target ? need : 0o1;
    const granted =
      (found.uid === user.uid ? found.mode >> 6 : 0) | (found.gid === user.gid ? found.mode >> 3 : 0) | found.mode;
    if ((granted & wanted) !== wanted) return step;
  }
  return null;
}

/** The kernel's numbers of the two rights that open closed folders, the narrower first. */
const rights = [
  { name: "dac_read_search", bit: 2n },
  { name: "dac_override", bit: 1n },
] as const;

/** Which of those rights we have to give away. A container often has the second alone. */
async function selectRight(): Promise<string | null> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const bounds = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
  return rights.find((right) => (bounds >> right.bit) & 1n)?.name ?? null;
}

/**
 * How to start `program` as `user`. Under a folder that only root may enter (root's home), the program keeps the right
 * to pass closed folders and nothing else of root's; it may then read any file on the machine, so `onWideRight` is told.
 */
export async function planLaunch(
  program: string,
  args: readonly string[],
  user: SystemUser | null,
  folder: string,
  onWideRight: (closed: string) => void = () => {},
): Promise<Launch> {
  if (user === null) return { program, args, user: null };
  const closed = (await findClosed(program, 0o5, user)) ?? (await findClosed(folder, 0o1, user));
  if (closed === null) return { program, args, user };
  const right = await selectRight();
  if (right === null || !(await run("setpriv", ["--version"]).catch(() => null))) {
    throw new DatabaseProblem(
      `PostgreSQL does not run as root, and its own user may not enter ${closed}. Start Chainrule as an ordinary user, or move it to a folder that others may enter, such as /srv.`,
    );
  }
  onWideRight(closed);
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  const kept = ["--securebits=+no_setuid_fixup", `--inh-caps=+${right}`, `--ambient-caps=+${right}`];
  return { program: "setpriv", args: [...kept, ...identity, program, ...args], user: null };
}
