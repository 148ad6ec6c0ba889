import { parseArgs } from "node:util";
import type { z } from "zod";
import { type Result, succeed } from "#lib/result.ts";
import { type Failure, listWords, misused, refused } from "./outcome.ts";

/** What stands behind a command's name, as it was typed. */
interface Typed {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly operands: readonly string[];
}

const dashed = (name: string) => `--${name}`;

/** Every option takes a value, but for the flags, and is given once. */
function parse(
  command: string,
  args: readonly string[],
  names: readonly string[],
  flags: readonly string[] = [],
): Result<Typed, Failure> {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: "string" }] as const),
    ...flags.map((name) => [name, { type: "boolean" }] as const),
  ]);
  const known = [...names, ...flags];
  const takes = known.length === 0 ? "no options" : listWords(known.map(dashed));
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
      tokens: true,
    });
    const given = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = given.find((name, index) => given.indexOf(name) !== index);
    if (twice !== undefined) return misused(`--${twice} is given twice. Give it once.`);
    return succeed({ values: values as Typed["values"], operands: positionals });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    // Node names the option in its sentence alone.
    const name = /'(--?[^'\s=]+)/.exec(error.message)?.[1] ?? "";
    if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      return misused(`${command} has no option ${name}. It takes ${takes}.`);
    if (flags.map(dashed).includes(name)) return misused(`${name} takes no value: it is there or not.`);
    if (error.code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
      return misused(`${name} needs a value. Write one that begins with a hyphen as ${name}=VALUE.`);
    throw error;
  }
}

/** The options of a command that takes nothing else. */
export function readOptions<
  const Needed extends string,
  const Optional extends string = never,
  const Flag extends string = never,
>(
  command: string,
  args: readonly string[],
  wanted: {
    readonly needed: readonly Needed[];
    readonly optional?: readonly Optional[];
    /** Options without a value: there or not. */
    readonly flags?: readonly Flag[];
  },
): Result<
  Readonly<Record<Needed, string> & Partial<Record<Optional, string>> & Partial<Record<Flag, boolean>>>,
  Failure
> {
  const typed = parse(command, args, [...wanted.needed, ...(wanted.optional ?? [])], wanted.flags);
  if (!typed.ok) return typed;
  const { values, operands } = typed.value;
  if (operands.length > 0)
    return misused(`${command} takes options alone, and "${operands[0]}" is none. Write each value behind its option.`);
  const missing = wanted.needed.filter((name) => values[name] === undefined);
  if (missing.length > 0) return misused(`${command} needs ${listWords(missing.map(dashed))}.`);
  return succeed(values as Record<Needed, string> & Partial<Record<Optional, string>> & Partial<Record<Flag, boolean>>);
}

/** The one thing that stands behind a command without options; `name` and `meaning` say what it is. */
export function readOperand(
  command: string,
  args: readonly string[],
  name: string,
  meaning: string,
): Result<string, Failure> {
  const read = readOperandAndOptions(command, args, { name, meaning, optional: [] });
  return read.ok ? succeed(read.value.operand) : read;
}

/** The same for a command that also has options. */
export function readOperandAndOptions<const Optional extends string>(
  command: string,
  args: readonly string[],
  wanted: { readonly name: string; readonly meaning: string; readonly optional: readonly Optional[] },
): Result<{ readonly operand: string; readonly options: Readonly<Partial<Record<Optional, string>>> }, Failure> {
  const typed = parse(command, args, wanted.optional);
  if (!typed.ok) return typed;
  const [operand, ...rest] = typed.value.operands;
  if (operand === undefined) return misused(`${command} needs ${wanted.name}, ${wanted.meaning}.`);
  if (rest.length > 0) return misused(`${command} takes one ${wanted.name}, and here are ${rest.length + 1}.`);
  return succeed({ operand, options: typed.value.values as Partial<Record<Optional, string>> });
}

/** For a command that takes everything from standard input. */
export function readNothing(command: string, args: readonly string[]): Result<null, Failure> {
  const typed = parse(command, args, []);
  if (!typed.ok) return typed;
  const [operand] = typed.value.operands;
  if (operand === undefined) return succeed(null);
  return misused(`${command} reads its lines from standard input, and takes no "${operand}".`);
}

/** An option's value as the site would read it from a form. */
export function readValue<Schema extends z.ZodType>(
  option: string,
  schema: Schema,
  typed: string,
): Result<z.output<Schema>, Failure> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return succeed(parsed.data);
  return refused(`${option} cannot be used: ${parsed.error.issues.map(({ message }) => message).join(" ")}`);
}
