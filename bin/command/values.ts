import { z } from "zod";
import { type Nested, toNested } from "#lib/autograd/tensor.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import { problem } from "#lib/expression/problem.ts";
import { compileModel } from "#lib/model/compile.ts";
import { refuse, succeed } from "#lib/result.ts";
import { answerLines } from "./json-lines.ts";
import type { Outcome } from "./outcome.ts";
import { readNothing } from "./read-options.ts";
import { type Reply, readRequestedAsk, readRequestedModel, replyTo, textSchema } from "./request.ts";

const requestSchema = z.object({
  model: textSchema("the lines of a model"),
  asks: z.array(textSchema("a quantity or a derivative"), 'has to be a list, as in ["L", "dL/dW1"]'),
});

export async function run(args: readonly string[]): Promise<Outcome> {
  const nothing = readNothing("values", args);
  return nothing.ok ? await answerLines(valuesOf) : nothing;
}

/** Values of a model by the asks as they are written: numbers, nested arrays, Jacobians with the axes of `of`, then of `by`. */
export function valuesOf(line: string): Reply {
  return replyTo(line, requestSchema, ({ model: source, asks }) => {
    const requested = readRequestedModel(source);
    if (!requested.ok) return requested;
    const { model } = requested.value;
    const evaluation = compileModel(model).evaluate();
    const values: [string, Nested][] = [];
    for (const text of asks) {
      const ask = readRequestedAsk(text, requested.value);
      if (!ask.ok) return ask;
      const value =
        ask.value.kind === "quantity" ? evaluation.value(ask.value.name) : evaluation.partial(ask.value.partial);
      if (!value.data.every(Number.isFinite)) {
        const of = ask.value.kind === "quantity" ? ask.value.name : ask.value.partial.of;
        const at = model.byName.get(of)?.at ?? { line: 1, column: 1 };
        return refuse(problem("value-not-finite", at, { name: printAsk(ask.value) }));
      }
      values.push([text, toNested(value)]);
    }
    return succeed({ values: Object.fromEntries(values) });
  });
}
