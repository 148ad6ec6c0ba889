// `npm start`: from whatever state the clone is in to a server that answers. Built-ins only.
//   --dev      serves from the sources, as they change
//   --prepare  installs and generates, and starts nothing
//   --build    builds too, and starts nothing
//   --look     says whether that was done, and does nothing
import { spawn } from "node:child_process";
import { passSignals } from "./pass-signals.mjs";
import { checkPrepared, endWith, node, nodeFlags, prepare, quietEnvironment, root } from "./prepare.mjs";

const flags = process.argv.slice(2);
const isDevelopment = flags.includes("--dev");
const say = (sentence) => console.log(sentence);
/** How long the server may take to end, in ms: 10 s are for the requests that run, the rest for its pages and its database. */
const farewell = 25_000;

/** Hands over to the server, on the pinned Node; ends as it ends. */
function serve() {
  const args = [...nodeFlags, "bin/serve.ts", ...(isDevelopment ? ["--dev"] : [])];
  // The channel tells the server when we are gone, however we went.
  const child = spawn(node, args, {
    cwd: root,
    env: quietEnvironment(),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  passSignals(child, farewell);
  child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

try {
  const isLooking = flags.includes("--look");
  const isBuilding = flags.includes("--build");
  const isServing = !isLooking && !isBuilding && !flags.includes("--prepare");
  if (isLooking) await checkPrepared();
  else await prepare({ build: isBuilding || (isServing && !isDevelopment), say });
  if (isServing) serve();
} catch (error) {
  endWith(error);
}
