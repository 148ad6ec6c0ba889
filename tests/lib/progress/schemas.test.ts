import { describe, expect, it } from "vitest";
import { answerInput } from "#lib/progress/schemas.ts";

const form = { exercise: "first-gradient", revision: "3", variant: "0", texts: { slope: "y3 - t" } };

describe("what the form of an exercise sends", () => {
  it("is text, and its numbers are read from it", () => {
    expect(answerInput.parse(form)).toEqual({ ...form, revision: 3, variant: 0 });
    expect(answerInput.parse({ ...form, revision: 3, variant: 0 })).toEqual({ ...form, revision: 3, variant: 0 });
  });

  it.each([
    "",
    " 1",
    "-1",
    "+1",
    "1.0",
    "1e2",
    "0x1",
    "١",
    "1234567890",
    -1,
    1.5,
    Number.NaN,
    null,
    undefined,
    ["1"],
    {},
  ])("has no number %j", (odd) => {
    expect(answerInput.safeParse({ ...form, revision: odd }).success).toBe(false);
    expect(answerInput.safeParse({ ...form, variant: odd }).success).toBe(false);
  });

  it.each([
    ["has no exercise", { exercise: undefined }],
    ["names two exercises", { exercise: ["a", "b"] }],
    ["names a very long exercise", { exercise: "a".repeat(201) }],
    ["has no texts", { texts: undefined }],
    ["has one text alone", { texts: "y3 - t" }],
    ["sends a file", { texts: { slope: new Blob(["y3 - t"]) } }],
    ["sends a blank twice", { texts: { slope: ["1", "2"] } }],
    [
      "has more fields than any exercise",
      { texts: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [n, ""])) },
    ],
  ])("is refused with one sentence for people where it %s", (_, change) => {
    expect(answerInput.safeParse({ ...form, ...change }).error?.issues.map(({ message }) => message)).toEqual([
      "This form is not complete. Load the page again and send it once more.",
    ]);
  });

  it("keeps every text as it is but for what a database cannot hold", () => {
    const texts = { a: " \t\r\n", b: "𝑥😀\u200b", c: "a\u0000b\ud835", d: "x".repeat(100_000) };
    expect(answerInput.parse({ ...form, texts }).texts).toEqual({ ...texts, c: "a\ufffdb\ufffd" });
  });

  it("changes no object's prototype by the name of a field", () => {
    const { texts } = answerInput.parse({ ...form, texts: JSON.parse('{"__proto__":"1","constructor":"2"}') });
    expect(Object.getPrototypeOf(texts)).toBe(Object.prototype);
    expect(Object.hasOwn(texts, "slope")).toBe(false);
  });
});
