/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one way to write a JSON value (RFC 8785): no spaces, keys by their UTF-16 units, numbers and strings as JavaScript
 * writes them. Equal values give equal bytes, whatever order or layout they came in. Throws for a number that JSON cannot
 * hold; a half of a surrogate pair is written as its escape, where the RFC would refuse.
 */
export function printCanonical(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} cannot stand in JSON`);
  if (isList(value)) return `[${value.map(printCanonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.keys(value)
    .toSorted(byUnits)
    .map((key) => `${JSON.stringify(key)}:${printCanonical(value[key] ?? null)}`);
  return `{${fields.join(",")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** A value as JSON would bring it back: fields that are not set are gone. */
export function throughJson(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}
