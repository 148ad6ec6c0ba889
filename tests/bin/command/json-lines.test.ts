import { once } from "node:events";
import { expect, it } from "vitest";
import { runCommand, startCommand } from "../run-command.ts";

/** Neither command may need a database or an environment. */
const env = { DATABASE_URL: "mysql://nowhere", PORT: "none" };
const ask = (id: unknown) => JSON.stringify({ id, model: "x = 2\ny = x^2", asks: ["dy/dx"] });
const answered = (id: unknown) => JSON.stringify({ id, values: { "dy/dx": 4 } });

it("answers every line, also the last without an end, and says in the end how many it could not", async () => {
  // U+2028 ends a line for some readers; JSON may hold it.
  const input = `\uFEFF${ask("a\u2028b")}\r\n\n${ask(2)}\nnonsense\n${ask(3)}`;
  const { code, said, complained } = await runCommand(["values"], { env, input });
  const [first, second, third, fourth, end] = said.split("\n");
  expect([first, second, fourth, end]).toEqual([answered("a\u2028b"), answered(2), answered(3), ""]);
  expect(JSON.parse(third ?? "")).toMatchObject({ id: null, error: { code: "not-json" } });
  expect({ code, complained }).toEqual({ code: 1, complained: "One line could not be answered; each says why.\n" });
});

it("ends with code 0 after wrong answers, which are no errors", async () => {
  const input = JSON.stringify({ id: 1, reference: "x", as: "formula", answer: "2x" });
  expect(await runCommand(["grade"], { env, input })).toMatchObject({ code: 0, complained: "" });
});

it("answers a line before the next one comes", async () => {
  const [child, ended] = startCommand(["values"], { env, keepsInput: true });
  const heard: string[] = [];
  child.stdout?.on("data", (text: string) => heard.push(text));
  for (const id of [1, 2, 3]) {
    child.stdin?.write(`${ask(id)}\n`);
    await once(child.stdout ?? child, "data");
    expect(heard.at(-1)).toBe(`${answered(id)}\n`);
  }
  child.stdin?.end();
  expect((await ended).code).toBe(0);
});

it("ends quietly when nobody reads any more", async () => {
  const [child, ended] = startCommand(["values"], { env, input: `${ask(1)}\n`.repeat(20_000) });
  child.stdout?.once("data", () => child.stdout?.destroy());
  expect(await ended).toMatchObject({ code: 0, complained: "" });
});
