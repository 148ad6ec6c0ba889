import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describeRuns } from "./median.ts";
import { root } from "./server.ts";

const runs = 20;
const request = `${JSON.stringify({ id: 1, model: "x = 2\nW = 0.5\nL = (W*x)^2", asks: ["L", "dL/dW"] })}\n`;

/** `npm run -s chainrule -- values` for one model, from its start to its end, beside a Node that does nothing. */
export async function measureCommand(): Promise<readonly string[]> {
  const [command, nothing]: [number[], number[]] = [[], []];
  // In turn, so that a busy moment of the machine strikes both.
  while (command.length < runs) {
    command.push(await timeOne("npm", ["run", "-s", "chainrule", "--", "values"], request));
    nothing.push(await timeOne(process.execPath, ["-e", "0"], ""));
  }
  return [
    `The command values for one model, npm and all: ${describeRuns(command, "s")}; aim 0.5 s`,
    `Beside it a Node that does nothing: ${describeRuns(nothing, "s")}`,
  ];
}

/** In seconds. Throws if the program ends with another code than 0. */
async function timeOne(program: string, args: readonly string[], typed: string): Promise<number> {
  const begun = performance.now();
  const running = promisify(execFile)(program, args, { cwd: root });
  running.child.stdin?.end(typed);
  await running;
  return (performance.now() - begun) / 1000;
}
