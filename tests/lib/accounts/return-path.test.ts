import { describe, expect, it } from "vitest";
import { returnPath } from "#lib/accounts/return-path.ts";

const origin = new URL("https://learn.example.org");

describe("the way back after signing in", () => {
  it.each([
    ["/lessons/one-neuron#block-3", "/lessons/one-neuron#block-3"],
    ["/search?q=a%20b", "/search?q=a%20b"],
    ["/", "/"],
  ])("%s is kept", (asked, path) => {
    expect(returnPath(asked, origin)).toBe(path);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "user@evil.example",
    "@evil.example",
    "",
    null,
    undefined,
  ])("%j leads home", (asked) => {
    expect(returnPath(asked, origin)).toBe("/");
  });

  it("keeps an encoded slash where it is: it names no host", () => {
    expect(returnPath("/%09/evil.example", origin)).toBe("/%09/evil.example");
  });
});
