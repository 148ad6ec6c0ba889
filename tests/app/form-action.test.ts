import { notFound, redirect } from "next/navigation";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { FormState } from "#app/_components/form/form-state.ts";
import { typedIn, untouched } from "#app/_components/form/form-state.ts";
import { formAction } from "#app/_server/form-action.ts";
import { leaveFor, pathOfOurs } from "#app/_server/leave.ts";
import { answerInput } from "#lib/progress/schemas.ts";
import { refuse, succeed } from "#lib/result.ts";

function formOf(...fields: readonly (readonly [string, string | File])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** Runs a form's fields through a schema, and gives back what the command was handed. */
async function handed(schema: z.ZodType, form: FormData): Promise<FormState<unknown>> {
  return formAction(schema, async (input) => succeed(input))(untouched, form);
}

const anything = z.record(z.string(), z.unknown());

describe("a form's fields", () => {
  it("reach the command as the schema makes them", async () => {
    const schema = z.object({ slug: z.string(), count: z.string().transform(Number) });
    expect(await handed(schema, formOf(["slug", "a"], ["count", "3"]))).toEqual({
      status: "done",
      value: { slug: "a", count: 3 },
    });
  });

  it("with a dot are gathered under what stands before it", async () => {
    const form = formOf(
      ["exercise", "first"],
      ["revision", "1"],
      ["variant", "0"],
      ["texts.a", "1"],
      ["texts.b.c", "2"],
    );
    expect(await handed(answerInput, form)).toEqual({
      status: "done",
      value: { exercise: "first", revision: 1, variant: 0, texts: { a: "1", "b.c": "2" } },
    });
  });

  it.each(["__proto__", "constructor", "toString"])("named %s stay fields of their own", async (name) => {
    const state = await handed(
      anything,
      formOf([name, "plain"], [`${name}.isAdmin`, "grouped"], ["texts.__proto__", "x"]),
    );
    if (state.status !== "done") throw new Error(state.status);
    const value = state.value as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.hasOwn(value, "isAdmin")).toBe(false);
    expect(Object.keys(value.texts as object)).toEqual(["__proto__"]);
  });

  it("named __proto__ come back as typed, and change no prototype", async () => {
    const state = await handed(z.never(), formOf(["__proto__", "x"], ["texts.a", "1"]));
    expect(Object.entries(typedIn(state))).toEqual([
      ["__proto__", "x"],
      ["texts.a", "1"],
    ]);
  });

  it("of the same name count once, by the last", async () => {
    expect(await handed(anything, formOf(["a", "1"], ["a", "2"]))).toEqual({ status: "done", value: { a: "2" } });
  });

  it("leave out files and what the framework adds", async () => {
    const file = new File(["secret"], "secret.txt");
    const form = formOf(
      ["a", "1"],
      ["upload", file],
      ["texts.file", file],
      ["$ACTION_ID_1", ""],
      ["$ACTION_REF_1", ""],
    );
    expect(await handed(anything, form)).toEqual({ status: "done", value: { a: "1" } });
    expect(typedIn(await handed(z.never(), form))).toEqual({ a: "1" });
  });
});

describe("what was typed", () => {
  const form = formOf(
    ["email", "ada@example.org"],
    ["password", "a secret"],
    ["newPassword", "a secret"],
    ["password-again", "a secret"],
    ["PASSWORD", "a secret"],
    ["account.password", "a secret"],
  );
  const refused = formAction(anything, async () => refuse({ code: "wrong-credentials" }));
  const failing = formAction(anything, async () => {
    throw new Error("broken");
  });
  const invalid = formAction(z.object({ email: z.string().max(3) }), async () => succeed(null));

  it("comes back with a refusal and with a problem, without passwords", async () => {
    for (const action of [refused, invalid]) {
      const state = await action(untouched, form);
      expect(typedIn(state)).toEqual({ email: "ada@example.org" });
      expect(JSON.stringify(state)).not.toContain("a secret");
    }
  });

  it("comes back with a failure, without passwords", async () => {
    const state = await logged(() => failing(untouched, form));
    expect(JSON.stringify(state.value)).not.toContain("a secret");
    expect(typedIn(state.value)).toEqual({ email: "ada@example.org" });
  });

  it("does not come back when all is done: the form starts anew", async () => {
    expect(typedIn(await handed(anything, form))).toEqual({});
  });
});

describe("a form that cannot be taken as it is", () => {
  const schema = z.object({
    name: z
      .string()
      .min(2, "Too short.")
      .regex(/^[a-z]+$/, "Small letters only."),
    texts: z.object({ a: z.string().max(1, "One character.") }),
  });

  it("gets the first sentence of each field, under the field's own name", async () => {
    expect(await handed(schema, formOf(["name", "A"], ["texts.a", "12"]))).toEqual({
      status: "invalid",
      problems: { name: "Too short.", "texts.a": "One character." },
      typed: { name: "A", "texts.a": "12" },
    });
  });

  it("never reaches the command", async () => {
    let calls = 0;
    const action = formAction(schema, async () => {
      calls++;
      return succeed(null);
    });
    await action(untouched, formOf(["name", "A"]));
    expect(calls).toBe(0);
  });

  it("is refused by a code that the command names", async () => {
    const action = formAction(anything, async () => refuse({ code: "nothing-typed" }));
    expect(await action(untouched, formOf(["a", ""]))).toEqual({
      status: "refused",
      code: "nothing-typed",
      typed: { a: "" },
    });
  });
});

/** Runs something that is expected to print an error, and gives back what it printed beside its value. */
async function logged<Value>(run: () => Promise<Value>): Promise<{ value: Value; printed: readonly unknown[] }> {
  const printed: unknown[] = [];
  const before = console.error;
  console.error = (...parts: unknown[]) => printed.push(...parts);
  try {
    return { value: await run(), printed };
  } finally {
    console.error = before;
  }
}

describe("a command that throws", () => {
  it("is logged, and the visitor is told that it failed, and nothing more", async () => {
    const error = new Error("connection refused by 10.0.0.7");
    const action = formAction(anything, async () => {
      throw error;
    });
    const { value, printed } = await logged(() => action(untouched, formOf(["a", "1"])));
    expect(value).toEqual({ status: "failed", typed: { a: "1" } });
    expect(printed).toEqual([error]);
  });

  it("to redirect or to say that nothing is there passes through, unlogged", async () => {
    const goes = formAction(anything, async () => redirect("/progress"));
    await expect(goes(untouched, formOf())).rejects.toMatchObject({ digest: expect.stringContaining("/progress") });
    const lost = formAction(anything, async () => notFound());
    await expect(lost(untouched, formOf())).rejects.toMatchObject({ digest: expect.stringContaining("404") });
  });
});

describe("where an act ends", () => {
  const { ORIGIN } = process.env;
  afterEach(() => {
    if (ORIGIN === undefined) delete process.env.ORIGIN;
    else process.env.ORIGIN = ORIGIN;
  });

  it.each([
    ["/lessons/a#b", "/lessons/a#b"],
    ["/progress?x=1", "/progress?x=1"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["/\t/evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["lessons/a", "/"],
    ["", "/"],
    [null, "/"],
    [undefined, "/"],
    [["/a", "/b"], "/"],
    [new File([], "/a"), "/"],
  ])("is a path of this site, whatever was asked for: %o", (asked, path) => {
    process.env.ORIGIN = "https://learn.example.org";
    expect(pathOfOurs(asked)).toBe(path);
  });

  it("is known inside a request alone", async () => {
    await expect(leaveFor("/")).rejects.toThrow(/outside a request scope/);
  });
});
