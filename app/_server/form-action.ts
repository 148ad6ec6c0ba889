import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Result } from "#lib/result.ts";
import type { FormAction, Typed } from "../_components/form/form-state.ts";
import type { RefusalCode } from "../_components/refusal-message.tsx";

type Command<Input, Value> = (input: Input) => Promise<Result<Value, { readonly code: RefusalCode }>>;

/**
 * A server action of one shape: what the form posted is checked against `schema`, `command` carries it out, and whatever comes
 * of it is a state that the form shows. Nothing throws: a failure of ours is logged, and the form keeps what was typed. A form
 * that goes on after it was sent `keepsTyped` then too.
 */
export function formAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  command: Command<z.output<Schema>, Value>,
  { keepsTyped = false }: { readonly keepsTyped?: boolean } = {},
): FormAction<Value> {
  return async (_state, form) => {
    const typed = typedFields(form);
    const parsed = schema.safeParse(nestedFields(form));
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => [path.join("."), message] as const);
      // The first problem of a field is the one to mend first.
      return { status: "invalid", problems: Object.fromEntries(problems.toReversed()), typed };
    }
    try {
      const result = await command(parsed.data);
      if (!result.ok) return { status: "refused", code: result.refusal.code, typed };
      return keepsTyped ? { status: "done", value: result.value, typed } : { status: "done", value: result.value };
    } catch (thrown) {
      // A redirect is thrown too, and is no failure.
      unstable_rethrow(thrown);
      console.error(thrown);
      return { status: "failed", typed };
    }
  };
}

/** What a person typed, to be shown again: no file, no password, none of the framework's own fields. */
function typedFields(form: FormData): Typed {
  return Object.fromEntries(joined(textFields(form).filter(([name]) => !/password/i.test(name))));
}

/**
 * `texts.a=1` and `slug=b` become `{ texts: { a: "1" }, slug: "b" }`. One level deep, which is all that forms have. Fields of one
 * name, such as the boxes of one question, are one text with spaces between.
 */
function nestedFields(form: FormData): Readonly<Record<string, unknown>> {
  const groups = new Map<string, [string, string][]>();
  const plain: [string, string][] = [];
  for (const [name, text] of joined(textFields(form))) {
    const dot = name.indexOf(".");
    if (dot < 0) plain.push([name, text]);
    else groups.set(name.slice(0, dot), [...(groups.get(name.slice(0, dot)) ?? []), [name.slice(dot + 1), text]]);
  }
  // Own properties whatever their name: `__proto__` from a form must stay a field.
  return Object.fromEntries<unknown>([
    ...[...groups].map(([group, fields]) => [group, Object.fromEntries(fields)] as const),
    ...plain,
  ]);
}

/** Says what the next field of its name holds: `layer =`. */
const nameOnly = /^[a-z-]+ =$/;

/**
 * Fields of one name, with a dot in it, are one question: each that is filled in is a line of its text, behind its name if one
 * stands before it. Of any other name the last counts.
 */
function joined(fields: readonly [string, string][]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const waiting = new Map<string, string>();
  for (const [name, text] of fields) {
    const before = name.includes(".") ? (texts.get(name) ?? "") : "";
    const isName = nameOnly.test(text);
    const line = text === "" || isName ? (isName ? "" : text) : [waiting.get(name), text].filter(Boolean).join(" ");
    waiting.set(name, isName ? text : "");
    texts.set(name, before === "" || line === "" ? before + line : `${before}\n${line}`);
  }
  return texts;
}

function textFields(form: FormData): readonly [string, string][] {
  return [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("$ACTION_") ? [[name, value]] : [],
  );
}
