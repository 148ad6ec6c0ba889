import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePageMemory } from "#lib/pages/page-memory.ts";

/** A memory that holds these addresses, each as a page of its own name, in this order. */
function filled(addresses: readonly string[], limit = 100) {
  const pages = makePageMemory<string>(limit);
  for (const address of addresses) pages.keep(address, address, pages.now());
  return { ...pages, held: () => addresses.filter((address) => pages.read(address) !== null) };
}

it("gives back what it was given, the latest under each address", () => {
  const pages = makePageMemory<string>(2);
  expect(pages.read("/")).toBeNull();
  pages.keep("/", "first", pages.now());
  pages.keep("/", "second", pages.now());
  expect(pages.read("/")).toBe("second");
  expect(pages.size).toBe(1);
});

describe("a full memory", () => {
  it("lets go of the page that was not asked for longest", () => {
    const pages = filled(["/a", "/b", "/c"], 3);
    pages.read("/a");
    pages.keep("/d", "/d", pages.now());
    expect(["/a", "/b", "/c", "/d"].filter((address) => pages.read(address) !== null)).toEqual(["/a", "/c", "/d"]);
  });

  it("counts a page kept anew as asked for", () => {
    const pages = filled(["/a", "/b"], 2);
    pages.keep("/a", "again", pages.now());
    pages.keep("/c", "/c", pages.now());
    expect(pages.read("/a")).toBe("again");
    expect(pages.read("/b")).toBeNull();
  });

  it("never holds more than its limit", () => {
    const address = fc.integer({ min: 0, max: 9 }).map((number) => `/lessons/l${number}`);
    const step = fc.oneof(
      fc.record({ kind: fc.constant("keep" as const), address }),
      fc.record({ kind: fc.constant("read" as const), address }),
      fc.record({ kind: fc.constant("drop" as const), address }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (limit, steps) => {
        const pages = makePageMemory<string>(limit);
        for (const { kind, address: each } of steps) {
          if (kind === "keep") pages.keep(each, each, pages.now());
          else if (kind === "read") expect([null, each]).toContain(pages.read(each));
          else pages.dropLesson(each.slice("/lessons/".length));
          expect(pages.size).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });
});

describe("a published lesson", () => {
  const others = ["/lessons/other", "/route-cache/APP_PAGE/0f/$/lessons/other"];

  it.each([
    "/lessons/chain-rule",
    "/route-cache/APP_PAGE/0f/$/lessons/chain-rule",
    "/",
    "/levels",
    "/lessons",
    "/lessons/chain%2Drule",
    "/lessons/%63hain-rule",
    "/lessons/chain-rule/",
    "/lessons/Chain-rule",
    "/_next/static/chunks/a.js",
  ])("takes %s with it and leaves other lessons", (address) => {
    const pages = filled([address, ...others]);
    pages.dropLesson("chain-rule");
    expect(pages.held()).toEqual(others);
  });

  it("is not taken for one whose name it ends", () => {
    const pages = filled(["/lessons/the-chain-rule", "/lessons/chain-rule-2"]);
    pages.dropLesson("chain-rule");
    expect(pages.held()).toEqual(["/lessons/the-chain-rule", "/lessons/chain-rule-2"]);
  });
});

it("forgets everything when asked to", () => {
  const pages = filled(["/", "/lessons/other"]);
  pages.dropAll();
  expect(pages.held()).toEqual([]);
});

describe("a page whose making began before something was published", () => {
  it.each([
    ["the lesson", (pages: ReturnType<typeof filled>) => pages.dropLesson("chain-rule")],
    ["another lesson", (pages: ReturnType<typeof filled>) => pages.dropLesson("other")],
    ["everything", (pages: ReturnType<typeof filled>) => pages.dropAll()],
  ])("is not kept: %s", (_, drop) => {
    const pages = filled([]);
    const since = pages.now();
    drop(pages);
    pages.keep("/lessons/chain-rule", "as it was", since);
    expect(pages.read("/lessons/chain-rule")).toBeNull();
    pages.keep("/lessons/chain-rule", "as it is", pages.now());
    expect(pages.read("/lessons/chain-rule")).toBe("as it is");
  });
});
