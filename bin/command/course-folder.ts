import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { type Result, succeed } from "#lib/result.ts";
import { type Failure, refused } from "./outcome.ts";
import { readOperand } from "./read-options.ts";
import { startedIn } from "./started-in.ts";

const meaning = "the folder that holds the course's course.yaml";

/** The absolute path of the one folder that a command names, if it can be read. */
export async function readFolder(command: string, args: readonly string[]): Promise<Result<string, Failure>> {
  const typed = readOperand(command, args, "DIR", meaning);
  if (!typed.ok) return typed;
  const folder = path.resolve(startedIn(), typed.value);
  const advice = `Name ${meaning}.`;
  try {
    if (!(await stat(folder)).isDirectory()) return refused(`${folder} is no folder. ${advice}`);
    await access(folder, constants.R_OK | constants.X_OK);
    return succeed(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") return refused(`There is no folder ${folder}. ${advice}`);
    if (code === "EACCES") return refused(`This user may not read the folder ${folder}. Let them, or name another.`);
    throw error;
  }
}
