import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword, verifyPassword } from "#lib/accounts/password.ts";

describe("a password", () => {
  it.each([
    ["123456789", "too-short"],
    ["1234567890", null],
    ["aaaaaaaaaa", null],
    ["🐈🐈🐈🐈🐈🐈🐈🐈🐈", "too-short"],
    ["🐈".repeat(10), null],
    ["x".repeat(1024), null],
    ["x".repeat(1025), "too-long"],
    ["é".repeat(513), "too-long"],
  ])("%j is judged by its length alone", (password, problem) => {
    expect(checkPassword(password)).toBe(problem);
  });

  it("is kept as argon2id with its own salt", async () => {
    const [one, two] = await Promise.all([hashPassword("same password"), hashPassword("same password")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it("matches itself and nothing else", async () => {
    const hash = await hashPassword("a long password");
    expect(await verifyPassword(hash, "a long password")).toBe(true);
    expect(await verifyPassword(hash, "a long passwore")).toBe(false);
    expect(await verifyPassword(hash, "A long password")).toBe(false);
  });

  it("matches however a keyboard composes its characters", async () => {
    const hash = await hashPassword("cafe\u0301 on the hill");
    expect(await verifyPassword(hash, "caf\u00e9 on the hill")).toBe(true);
  });

  it("is never right for nobody", async () => {
    expect(await verifyPassword(null, "anything at all")).toBe(false);
  });
});
