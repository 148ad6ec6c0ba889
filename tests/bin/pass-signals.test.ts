import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const module = fileURLToPath(new URL("../../bin/pass-signals.mjs", import.meta.url));

/** A program that starts another, passes signals on to it, and prints how it ended. */
const starter = (program: string, grace: number) => `
  import { spawn } from "node:child_process";
  import { passSignals } from ${JSON.stringify(module)};
  const child = spawn(process.execPath, ["-e", ${JSON.stringify(program)}], { stdio: ["ignore", "inherit", "inherit"] });
  passSignals(child, ${grace});
  child.once("exit", (code, signal) => { console.log(code ?? signal); process.exit(); });`;

/** What is printed when the other program has been asked to end as soon as it ran. */
async function printedAfter(signal: NodeJS.Signals, program: string, grace: number): Promise<readonly string[]> {
  const running = `${program}; setInterval(() => {}, 1000); console.log("running");`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", starter(running, grace)]);
  let printed = "";
  for (const stream of [parent.stdout, parent.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      if (!printed.includes("running") && text.includes("running")) parent.kill(signal);
      printed += text;
    });
  }
  await once(parent, "close");
  return printed.trim().split("\n");
}

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("lets a program that hears %s end by itself", async (signal) => {
  const program = `process.on("${signal}", () => process.exit(7))`;
  expect(await printedAfter(signal, program, 60_000)).toEqual(["running", "7"]);
});

it("kills a program that does not end when its time is over, and says so", async () => {
  expect(await printedAfter("SIGTERM", 'process.on("SIGTERM", () => {})', 300)).toEqual([
    "running",
    "The server did not end within 0.3 s, so it was killed.",
    "SIGKILL",
  ]);
});
