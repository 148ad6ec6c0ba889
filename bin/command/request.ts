import { z } from "zod";
import { type Ask, readAsk } from "#lib/exercises/ask.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { Place } from "#lib/expression/tree.ts";
import { type Layout, layOut } from "#lib/model/layout.ts";
import { type Model, parseModel } from "#lib/model/model.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";

/** Why a line could not be answered; `at` is a place in the text that the message speaks of, the model or the ask. */
export interface RequestError {
  readonly code: string;
  readonly message: string;
  readonly at: Place | null;
}

/** What is written for one line. `id` comes back as it was sent; null where there was none. */
export type Reply = { readonly id: unknown } & (
  | { readonly error: RequestError }
  | { readonly [field: string]: unknown; readonly error?: never }
);

/** Answers one line. Total: whatever it holds, there is a reply. */
export function replyTo<Schema extends z.ZodType>(
  line: string,
  schema: Schema,
  answer: (request: z.output<Schema>) => Result<Readonly<Record<string, unknown>>, RequestError>,
): Reply {
  const request = readJson(line);
  if (!request.ok) return { id: null, error: request.refusal };
  const { id = null } = request.value;
  const parsed = schema.safeParse(request.value);
  if (!parsed.success) return { id, error: wrongField(parsed.error) };
  try {
    const answered = answer(parsed.data);
    return answered.ok ? { id, ...answered.value } : { id, error: answered.refusal };
  } catch (error) {
    // Our own mistake; it must not cost the lines that follow their answers.
    return { id, error: { code: "failed", message: error instanceof Error ? error.message : String(error), at: null } };
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readJson(line: string): Result<Fields, RequestError> {
  try {
    const value: unknown = JSON.parse(line, keepDigits);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return succeed(value as Fields);
    return refuse({ code: "not-an-object", message: "A line is one JSON object.", at: null });
  } catch (error) {
    // Brackets thousands deep are JSON, and too deep for the stack.
    const reason = error instanceof SyntaxError ? error.message : "it is nested too deep";
    return refuse({ code: "not-json", message: `This line is no JSON that can be read: ${reason}.`, at: null });
  }
}

/** What TypeScript does not know yet of JSON (ES2026): the text that a value was read from, and how to write such a text. */
interface JsonText {
  rawJSON(text: string): unknown;
}

/** A number that a float64 cannot hold stays as it was written: an `id` of 19 digits has to come back as it was sent. */
function keepDigits(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  return (JSON as unknown as JsonText).rawJSON(context?.source ?? String(value));
}

function wrongField({ issues: [issue] }: z.ZodError): RequestError {
  const field = issue?.path.join(".") ?? "";
  return { code: "wrong-field", message: `"${field}" ${issue?.message ?? "is wrong"}.`, at: null };
}

export const textSchema = (meaning: string) => z.string(`has to be ${meaning}, as a text`);

/** All quantities of a model together may hold this many numbers: 40 MB, and a few times as much with their gradients. */
const mostNumbers = 5_000_000;
/** A Jacobian takes one backward pass for each number that is differentiated. */
const mostRows = 1_000;
const mostEntries = 1_000_000;
/** Numbers that all backward passes of one Jacobian may work out together: some 400 MB. */
const mostPassed = 20_000_000;

export interface RequestedModel {
  readonly model: Model;
  readonly layout: Layout;
  /** How many numbers its quantities hold together. */
  readonly numbers: number;
}

/** A model that can be computed: it reads, its shapes fit, and it is of a size to be worked with. */
export function readRequestedModel(source: string): Result<RequestedModel, RequestError> {
  const parsed = parseModel(source);
  if (!parsed.ok) return refuse(firstOf(parsed.problems));
  const layout = layOut(parsed.value);
  if (layout.problems.length > 0) return refuse(firstOf(layout.problems));
  const numbers = [...layout.nodes.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (numbers > mostNumbers) {
    const message = `The quantities of this model hold ${numbers} numbers; ${mostNumbers} are the most.`;
    return refuse({ code: "too-large", message, at: null });
  }
  return succeed({ model: parsed.value, layout, numbers });
}

function firstOf([first]: readonly Problem[]): RequestError {
  if (first === undefined) throw new Error("refused without a problem");
  return first;
}

export function readRequestedAsk(text: string, { model, layout, numbers }: RequestedModel): Result<Ask, RequestError> {
  const read = readAsk(text, model);
  if (!read.ok) return refuse({ ...read.problem, message: `"${text}" cannot be asked for: ${read.problem.message}` });
  const ask = read.value;
  if (ask.kind === "quantity") return succeed(ask);
  const [rows, columns] = [ask.partial.of, ask.partial.by].map((name) => sizeOf(layout.nodes.get(name)?.shape ?? []));
  if (rows === undefined || columns === undefined) throw new Error("a partial is of two quantities");
  if (rows > 1 && (rows > mostRows || rows * columns > mostEntries)) {
    const message = `"${text}" is ${rows}×${columns} numbers; ${mostRows} rows and ${mostEntries} numbers are the most.`;
    return refuse({ code: "too-large", message, at: null });
  }
  if (rows > 1 && rows * numbers > mostPassed) {
    const message = `"${text}" takes ${rows} passes over ${numbers} numbers; ask for it in parts, or of a smaller model.`;
    return refuse({ code: "too-large", message, at: null });
  }
  return succeed(ask);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}
