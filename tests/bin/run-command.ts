import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
  /** The test writes to its standard input, and ends it. */
  readonly keepsInput?: true;
}

/** Starts the command line as npm does. It finds the test's own database in DATABASE_URL. */
export function startCommand(args: readonly string[], options: CommandOptions = {}): [ChildProcess, Promise<Ended>] {
  // Set by vitest for what it runs itself.
  const { NODE_OPTIONS: _, npm_lifecycle_event: __, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", `${root}/bin/chainrule.ts`, ...args],
    {
      cwd: options.cwd ?? root,
      env: { ...inherited, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  let said = "";
  let complained = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
  child.stdin.on("error", () => {}); // A command that reads nothing may be over before it is sent anything.
  if (!options.keepsInput) child.stdin.end(options.input ?? "");
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, said, complained })));
  return [child, ended];
}

export function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return startCommand(args, options)[1];
}
