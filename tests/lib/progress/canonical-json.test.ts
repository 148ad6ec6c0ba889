import fc from "fast-check";
import { expect, it } from "vitest";
import { type Json, printCanonical } from "#lib/progress/canonical-json.ts";

it("writes the example of RFC 8785, section 3.2.2, as section 3.2.3 has it", () => {
  const numbers = [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
  const value = { numbers, string: "€$\u000F\u000aA'\u0042\u0022\u005c\\\"/", literals: [null, true, false] };
  expect(printCanonical(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

it("sorts keys by their UTF-16 units, also those that objects move to the front", () => {
  const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 };
  expect(printCanonical(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

it("writes a value alike in whatever order its fields came, and reads back as it", () => {
  const backwards = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, backwards(inner)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (made) => {
      const value = JSON.parse(JSON.stringify(made)) as Json;
      expect(printCanonical(backwards(value))).toBe(printCanonical(value));
      expect(JSON.parse(printCanonical(value))).toEqual(value);
    }),
  );
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d, which JSON cannot hold", (number) => {
  expect(() => printCanonical({ number })).toThrow("cannot stand in JSON");
});
