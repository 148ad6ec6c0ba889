import { Interrupted } from "./command/interrupted.ts";
import { listWords, misused, type Outcome } from "./command/outcome.ts";

// The command line, for operators and authors: `npm run -s chainrule -- COMMAND …`. Each command is loaded when it is
// asked for: the usage needs no database client, and a course is checked without one.

interface Command {
  /** What is written behind the name. */
  readonly takes: string;
  readonly does: string;
  load(): Promise<{ run(args: readonly string[]): Promise<Outcome> }>;
}

const commands: Readonly<Record<string, Command>> = {
  "user create": {
    takes: "--email E --password P --role learner|author|admin",
    does: "makes an account; --password - reads it from standard input",
    load: () => import("./command/create-user.ts"),
  },
  grant: {
    takes: "--email E --level L [--until DATE]",
    does: "gives a level, from now, until the start of that day (UTC) or for ever",
    load: () => import("./command/grant.ts"),
  },
  revoke: {
    takes: "--email E --level L",
    does: "ends it now",
    load: () => import("./command/revoke.ts"),
  },
  "certificate show": {
    takes: "--code C",
    does: "prints all that is kept of a certificate",
    load: () => import("./command/show-certificate.ts"),
  },
  "certificate revoke": {
    takes: "--code C --reason R",
    does: "ends it now: its page says that it was revoked, and its holder is told why",
    load: () => import("./command/revoke-certificate.ts"),
  },
  "content check": {
    takes: "DIR",
    does: "lists every mistake of a course folder; needs no database",
    load: () => import("./command/check-course.ts"),
  },
  "content import": {
    takes: "DIR",
    does: "publishes a course folder; what did not change keeps its revision",
    load: () => import("./command/import-course.ts"),
  },
  regrade: {
    takes: "--exercise E [--apply] [--may-lower]",
    does: "judges every submission to an exercise anew and says what would change; --apply writes it, --may-lower also where a score goes down",
    load: () => import("./command/regrade.ts"),
  },
  verify: {
    takes: "FILE [--key FILE]",
    does: "checks a receipt's signature and computes its verdict anew; --key names the site's key, saved from /.well-known/chainrule-key; needs no database",
    load: () => import("./command/verify.ts"),
  },
  values: {
    takes: "< REQUESTS > ANSWERS",
    does: 'computes a model: JSON lines {"id", "model", "asks": ["L", "dL/dW1"]} in, {"id", "values"} out; needs no database',
    load: () => import("./command/values.ts"),
  },
  grade: {
    takes: "< REQUESTS > ANSWERS",
    does: 'judges answers: JSON lines {"id", "model" | "reference", "variables", "ask", "as", "digits", "answer"} in, verdicts out; needs no database',
    load: () => import("./command/grade.ts"),
  },
  ops: {
    takes: "",
    does: "prints a Markdown table of the engine's ops: names, formulas, derivatives, choices at kinks; needs no database",
    load: () => import("./command/ops.ts"),
  },
};

function printUsage(): string {
  const lines = Object.entries(commands).map(
    ([name, { takes, does }]) => `  ${`${name} ${takes}`.trimEnd()}\n      ${does}`,
  );
  return `Usage: npm run -s chainrule -- COMMAND\n\n${lines.join("\n")}`;
}

async function answer(args: readonly string[]): Promise<Outcome> {
  const [first = "", second = ""] = args;
  const name = [`${first} ${second}`, first].find((words) => Object.hasOwn(commands, words));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) {
    const known = listWords(Object.keys(commands));
    return misused(`There is no command "${`${first} ${second}`.trim()}". Commands are ${known}; --help says more.`);
  }
  const { run } = await command.load();
  return await run(args.slice(name.split(" ").length));
}

/** Gives the exit code: 1 for what could not be done, 2 for what is written wrongly. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args[0] === "help" || args.some((arg) => arg === "--help" || arg === "-h")) {
    console.log(printUsage());
    return 0;
  }
  try {
    const outcome = await answer(args);
    if (outcome.ok) {
      if (outcome.value !== null) console.log(outcome.value);
      return 0;
    }
    console.error(outcome.refusal.sentence);
    return outcome.refusal.code === "misused" ? 2 : 1;
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    const { explainFailure } = await import("./serve/explain-failure.ts");
    for (const sentence of explainFailure(error, "The command")) console.error(sentence);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
