import { beforeEach, describe, expect, it } from "vitest";
import NextCache, { renderedPages } from "#lib/pages/next-cache.ts";

const address = "/route-cache/APP_PAGE/0f/$/lessons/chain-rule";
const page = { kind: "APP_PAGE", status: 200, html: "as it is" };
const context = { kind: "APP_PAGE" };

const cache = new NextCache();
beforeEach(() => renderedPages().dropAll());

/** Asks for a page, and keeps it as Next does once it is rendered. */
async function render(at: string, value: { readonly kind: string; readonly status?: number } | null) {
  await cache.get(at, context);
  await cache.set(at, value);
}

it("keeps a rendered page, for every copy of this module", async () => {
  const before = Date.now();
  expect(await cache.get(address, context)).toBeNull();
  await cache.set(address, page);
  const kept = await new NextCache().get(address, context);
  expect(kept?.value).toBe(page);
  // The clock of performance.now may run apart from the system's by some ms.
  expect(Math.abs((kept?.lastModified ?? 0) - before)).toBeLessThan(5_000);
  expect(renderedPages().size).toBe(1);
});

it("keeps the answer of a route, and a page without a status", async () => {
  await render("/a", { kind: "APP_ROUTE", status: 200 });
  await render("/b", { kind: "APP_PAGE" });
  expect(renderedPages().size).toBe(2);
});

it.each([
  ["a page that is not there", { kind: "APP_PAGE", status: 404 }],
  ["a page that broke", { kind: "APP_PAGE", status: 500 }],
  ["a redirect", { kind: "REDIRECT" }],
  ["what was fetched", { kind: "FETCH" }],
  ["nothing", null],
])("keeps nothing of %s", async (_, value) => {
  await render(address, value);
  expect(await cache.get(address, context)).toBeNull();
});

it("keeps no page that nobody asked for, since nobody knows when its making began", async () => {
  await cache.set(address, page);
  await cache.get(address, { kind: "FETCH" });
  await cache.set(address, page);
  expect(renderedPages().size).toBe(0);
});

it("has nothing of Next's data cache", async () => {
  await render(address, page);
  expect(await cache.get(address, { kind: "FETCH" })).toBeNull();
});

describe("a page that is rendered while its lesson is published", () => {
  it("is not kept, and the next one is", async () => {
    await cache.get(address, context);
    renderedPages().dropLesson("chain-rule");
    await cache.set(address, page);
    expect(renderedPages().size).toBe(0);
    await render(address, page);
    expect(renderedPages().size).toBe(1);
  });

  it("is not kept either when somebody else asks for it after the publishing", async () => {
    await cache.get(address, context);
    renderedPages().dropLesson("chain-rule");
    await cache.get(address, context);
    await cache.set(address, page);
    expect(renderedPages().size).toBe(0);
  });
});

it("forgets every page when Next revalidates a tag", async () => {
  await render(address, page);
  await cache.revalidateTag();
  expect(renderedPages().size).toBe(0);
});

it("remembers a bounded number of pages that never came", async () => {
  await cache.get(address, context);
  for (let number = 0; number < 200; number += 1) await cache.get(`/lessons/invented-${number}`, context);
  await cache.set(address, page);
  expect(renderedPages().size).toBe(0);
});
