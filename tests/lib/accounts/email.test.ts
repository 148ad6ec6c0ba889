import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEmail } from "#lib/accounts/email.ts";

describe("an e-mail address", () => {
  it.each([
    ["  Ada.Lovelace@Example.ORG \n", "ada.lovelace@example.org"],
    ["ada+course@sub.example.co.uk", "ada+course@sub.example.co.uk"],
    ["jose\u0301@example.org", "jos\u00e9@example.org"],
    ["ada@xn--caf-dma.example", "ada@xn--caf-dma.example"],
  ])("%j is stored as %j", (typed, email) => {
    expect(parseEmail(typed)).toEqual({ ok: true, email });
  });

  it.each([
    ["a full-width at sign", "ada\uff20example.org", "lookalike-characters"],
    ["a small at sign beside a real one", "ada\ufe6bevil.org@example.org", "lookalike-characters"],
    ["a full-width letter", "\uff41da@example.org", "lookalike-characters"],
    ["a ligature", "\ufb01sh@example.org", "lookalike-characters"],
    ["a quoted local part", '"ada@evil.org"@example.org', "quoted-address"],
    ["two at signs", "ada@evil.org@example.org", "not-an-address"],
    ["a line feed inside", "ada\n@example.org", "not-an-address"],
    ["a NUL", "ada\u0000@example.org", "not-an-address"],
    ["an invisible character", "ad\u200ba@example.org", "not-an-address"],
    ["a right-to-left override", "ada\u202e@example.org", "not-an-address"],
    ["half a surrogate pair", "ada\ud800@example.org", "not-an-address"],
    ["a comma", "ada,bob@example.org", "not-an-address"],
    ["a comment", "ada(bob)@example.org", "not-an-address"],
    ["a space", "ada bob@example.org", "not-an-address"],
    ["no dot in the domain", "ada@example", "not-an-address"],
    ["two dots in a row", "ada..b@example.org", "not-an-address"],
    ["a domain that begins with a hyphen", "ada@-example.org", "not-an-address"],
    ["nothing before the at sign", "@example.org", "not-an-address"],
    ["nothing at all", "", "not-an-address"],
    ["a local part of 65 bytes", `${"a".repeat(65)}@example.org`, "not-an-address"],
    [
      "255 bytes",
      `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(10)}.f`,
      "not-an-address",
    ],
  ])("with %s is refused", (_, typed, problem) => {
    expect(parseEmail(typed)).toEqual({ ok: false, problem });
  });

  it("has one spelling: reading it again changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" })), (typed) => {
        const once = parseEmail(typed);
        if (once.ok) expect(parseEmail(once.email)).toEqual(once);
      }),
    );
  });

  it("is read in time that grows with its length only", () => {
    const started = performance.now();
    expect(parseEmail(`${"a.".repeat(30_000)}@${"a-".repeat(30_000)}`).ok).toBe(false);
    // Far above what a linear scan takes, and far below a backtracking one.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
