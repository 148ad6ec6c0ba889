import type { Nodes } from "mdast";
import { z } from "zod";
import type { Place } from "#lib/expression/tree.ts";
import { startOf } from "./place.ts";
import type { ProblemList } from "./problem.ts";

export type Component = Extract<Nodes, { type: "mdxJsxFlowElement" | "mdxJsxTextElement" }>;

/** Significant digits as an author writes them; float64 carries 15. */
const digits = z
  .string()
  .regex(/^([1-9]|1[0-5])$/, "is a number of significant digits, 1 to 15.")
  .transform(Number)
  .optional();
const words = z
  .string()
  .regex(/\S/, "names nothing.")
  .transform((text) => text.trim().split(/\s+/));
const text = z.string().regex(/\S/, "is empty.");
const model = text.optional();

/**
 * Every component there is, with its props. A prop is a quoted string, or bare where it is a switch; anything else is
 * refused. `place` is where it may stand: in running text, as a block of its own, or at the top level of a lesson.
 */
export const components = {
  Val: { place: "text", holds: "nothing", props: z.strictObject({ of: text, model, digits }) },
  Cite: { place: "text", holds: "nothing", props: z.strictObject({ key: text }) },
  Steps: {
    place: "block",
    holds: "nothing",
    props: z.strictObject({
      kind: z.enum(["forward", "backward", "update"], "is forward, backward or update."),
      model,
      /** forward: the quantities to show, all unless told. */
      only: words.optional(),
      /** backward: the partial that is derived. */
      of: text.optional(),
      /** update: the weights that take a step. */
      weights: words.optional(),
      title: text.optional(),
      digits,
    }),
  },
  Network: {
    place: "block",
    holds: "nothing",
    props: z.strictObject({
      model,
      title: text,
      backward: z.literal(true, "is a switch: write it bare.").optional(),
      digits,
    }),
  },
  Exercise: { place: "block", holds: "nothing", props: z.strictObject({ id: text }) },
  Note: { place: "block", holds: "blocks", props: z.strictObject({ title: text.optional() }) },
  MembersOnly: { place: "top", holds: "blocks", props: z.strictObject({ levels: words }) },
} as const;

export type ComponentName = keyof typeof components;
export type PropsOf<Name extends ComponentName> = z.infer<(typeof components)[Name]["props"]>;

export function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(components, name);
}

export const componentNames: readonly string[] = Object.keys(components);

/** The props of an element, checked; null where something was refused, each with its own place. */
export function readProps<Name extends ComponentName>(
  name: Name,
  element: Component,
  problems: ProblemList,
): PropsOf<Name> | null {
  const schema: z.ZodType<PropsOf<Name>> & { shape: object } = components[name].props as never;
  const known = Object.keys(schema.shape);
  const raw: Record<string, string | true> = {};
  const places = new Map<string, Place>();
  let isWhole = true;
  for (const attribute of element.attributes) {
    // The allow-list has reported braces.
    if (!isPlain(attribute)) {
      isWhole = false;
    } else if (!known.includes(attribute.name)) {
      problems.report("unknown-prop", { component: name, prop: attribute.name, known }, startOf(attribute));
      isWhole = false;
    } else if (places.has(attribute.name)) {
      problems.report(
        "bad-prop",
        { component: name, prop: attribute.name, reason: "is given twice." },
        startOf(attribute),
      );
      isWhole = false;
    } else {
      raw[attribute.name] = attribute.value ?? true;
      places.set(attribute.name, startOf(attribute));
    }
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return isWhole ? parsed.data : null;
  if (isWhole) {
    for (const issue of parsed.error.issues) {
      const prop = String(issue.path[0] ?? "");
      const reason = propReason(raw[prop], issue.message);
      problems.report("bad-prop", { component: name, prop, reason }, places.get(prop) ?? startOf(element));
    }
  }
  return null;
}

function propReason(given: string | true | undefined, message: string): string {
  if (given === undefined) return "is missing.";
  return given === true ? "needs a value in quotes." : message;
}

type Attribute = Component["attributes"][number];
type PlainAttribute = Omit<Extract<Attribute, { type: "mdxJsxAttribute" }>, "value"> & {
  readonly value?: string | null;
};

function isPlain(attribute: Attribute): attribute is PlainAttribute {
  return attribute.type === "mdxJsxAttribute" && (typeof attribute.value === "string" || attribute.value == null);
}
