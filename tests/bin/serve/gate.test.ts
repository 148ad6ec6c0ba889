import { describe, expect, it } from "vitest";
import { bodyLimit, decideRefusal, stripInternalHeaders } from "../../../bin/serve/gate.ts";
import { badAddress, bodyTooLarge, foreignOrigin } from "../../../bin/serve/refusal.ts";

const origins = ["https://learn.example.org", "https://www.example.org"];
const post = (headers: Record<string, string>, method = "POST") => ({ method, url: "/lessons/a", headers });

describe("an address", () => {
  it.each([
    "/",
    "/lessons/chain-rule",
    "/?depth=20",
    "/a?next=//b\\c",
    "/a?q=%E0%A4%A",
    "/%5C%2F/a",
    "/lessons/%E2%88%82",
  ])("%s passes", (url) => {
    expect(decideRefusal({ method: "GET", url, headers: {} }, origins)).toBeNull();
  });

  it.each([
    ["none", ""],
    ["one without a slash", "lessons"],
    ["a whole one", "http://evil.example/"],
    ["one that a redirect could take for a host", "//evil.example/a"],
    ["one that a browser could take for a host", "/\\evil.example"],
    ["one with a backslash further on", "/a\\b"],
    ["the server itself", "*"],
    ["half a letter in percent signs", "/lessons/%E0%A4%A"],
    ["a percent sign alone", "/100%"],
    ["bytes that are no letter, among our own files", "/_next/static/%FF"],
  ])("is refused: %s", (_, url) => {
    for (const method of ["GET", "POST", "OPTIONS"])
      expect(decideRefusal({ method, url, headers: { origin: origins[0] } }, origins)).toBe(badAddress);
  });
});

describe("a request that may change something", () => {
  it.each(["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])("passes as %s from a page of this site", (method) => {
    for (const origin of origins) expect(decideRefusal(post({ origin }, method), origins)).toBeNull();
  });

  it.each([
    ["no origin", {}],
    ["an empty one", { origin: "" }],
    ["a hidden one", { origin: "null" }],
    ["another site's", { origin: "https://evil.example" }],
    ["the same name over http", { origin: "http://learn.example.org" }],
    ["the same name at another port", { origin: "https://learn.example.org:8443" }],
    ["a name that begins alike", { origin: "https://learn.example.org.evil.example" }],
    ["two at once", { origin: origins.join(", ") }],
    ["only a referrer", { referer: `${origins[0]}/lessons/a` }],
  ])("is refused with %s", (_, headers: Record<string, string>) => {
    for (const url of ["/lessons/a", "/api/answers"])
      expect(decideRefusal({ ...post(headers), url }, origins)).toEqual(foreignOrigin("https://learn.example.org"));
  });

  it("is not asked where it comes from when it only reads", () => {
    for (const method of ["GET", "HEAD", "OPTIONS"])
      expect(decideRefusal(post({ origin: "https://evil.example" }, method), origins)).toBeNull();
  });
});

it("refuses a body that is declared one byte too large", () => {
  const origin = origins[0] ?? "";
  expect(decideRefusal(post({ origin, "content-length": String(bodyLimit) }), origins)).toBeNull();
  expect(decideRefusal(post({ origin, "content-length": String(bodyLimit + 1) }), origins)).toBe(bodyTooLarge);
  expect(decideRefusal(post({ "content-length": "9".repeat(400) }, "GET"), origins)).toBe(bodyTooLarge);
});

describe("headers by which one speaks to Next", () => {
  const lies = {
    ...{ "x-middleware-subrequest": "proxy", "x-middleware-rewrite": "/session", "x-nextjs-data": "1" },
    ...{ "x-next-cache-tags": "a", "x-invoke-path": "/", "x-now-route-matches": "1", "x-matched-path": "/session" },
    ...{ "x-prerender-revalidate": "1", "x-original-url": "/a", "x-rewrite-url": "/a", "next-resume": "1" },
    ...{ "x-forwarded-for": "10.0.0.1", "x-forwarded-host": "evil.example", forwarded: "for=1", "x-real-ip": "1" },
  };
  const truths = { host: "a", cookie: "a=b", origin: "https://a", rsc: "1", "next-action": "1", "next-url": "/" };

  it("are taken from a client's request, and no others", () => {
    const headers = { ...lies, ...truths };
    stripInternalHeaders(headers, false);
    expect(headers).toEqual(truths);
  });

  it("stay in development where Next's own tools in the page send them", () => {
    const headers = { "x-nextjs-html-request-id": "1", "x-middleware-subrequest": "proxy" };
    stripInternalHeaders(headers, true);
    expect(headers).toEqual({ "x-nextjs-html-request-id": "1" });
  });
});
