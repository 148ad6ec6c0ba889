import type { z } from "zod";
import { slips } from "#lib/expression/suggest.ts";

/** The field that was meant, if one differs by few letters: one, or up to a third of them in longer names. */
export function nearestField(typed: string, known: readonly string[]): string | null {
  let found: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const field of known) {
    const most = Math.max(1, Math.floor(Math.max(typed.length, field.length) / 3));
    const distance = slips(typed.toLowerCase(), field.toLowerCase(), most);
    if (distance <= most && distance < fewest) {
      found = field;
      fewest = distance;
    }
  }
  return found;
}

/** The fields that a schema takes at this path of a text; none where it takes any, or no fields at all. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  return inside(schema, path).flatMap((each) => Object.keys(shapeOf(each)));
}

function inside(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "default":
    case "nullable":
      return inside(def.innerType, path);
    case "union":
      return def.options.flatMap((option) => inside(option, path));
  }
  const [step, ...rest] = path;
  if (step === undefined) return [schema];
  if (def.type === "array") return inside(def.element, rest);
  if (def.type === "record") return inside(def.valueType, rest);
  const field = shapeOf(schema)[String(step)];
  return field === undefined ? [] : inside(field, rest);
}

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "object" ? def.shape : {};
}
