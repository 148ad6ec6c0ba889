import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  contentPolicy,
  hashScripts,
  markingPolicy,
  removeMark,
  scriptMark,
  setSecurityHeaders,
} from "../../../bin/serve/policy.ts";
import { unsentResponse } from "./exchange.ts";

const hashOf = (bytes: string | Buffer) => `'sha256-${createHash("sha256").update(bytes).digest("base64")}'`;
const marked = (text: string) => `<script nonce="${scriptMark}">${text}</script>`;
const page = (head: string, body: string) => `<html><head>${head}</head><body>${body}</body></html>`;

describe("the scripts that a page may run", () => {
  it("are those with the mark, and those in its head", () => {
    const html = page("<script>theme()</script>", `<p>text</p>${marked("one()")}${marked("two()\n")}`);
    expect(hashScripts(html)).toEqual([hashOf("theme()"), hashOf("one()"), hashOf("two()\n")]);
  });

  it("are not those that got into its text any other way", () => {
    const html = page(
      "",
      '<script>evil()</script><script nonce="guessed">evil()</script><script type="module">evil()</script>',
    );
    expect(hashScripts(html)).toEqual([]);
  });

  it("are none of the head's where the page has no head", () => {
    expect(hashScripts("<body><script>evil()</script></body>")).toEqual([]);
  });

  it("are named by no hash where they are files", () => {
    expect(
      hashScripts(page(`<script src="/a.js"></script>`, `<script src="/b.js" nonce="${scriptMark}"></script>`)),
    ).toEqual([]);
  });

  it("are named once each", () => {
    expect(hashScripts(page("", marked("a()") + marked("a()")))).toEqual([hashOf("a()")]);
  });

  it("are hashed as they are sent: without the mark, byte for byte", () => {
    const script = `push("∂L/∂W, ${scriptMark}")`;
    const html = Buffer.from(page("", marked(script))).toString("latin1");
    const sent = Buffer.from(removeMark(html), "latin1").toString();
    expect(sent).toContain("∂L/∂W");
    const text = /<script[^>]*>([^<]*)<\/script>/.exec(sent)?.[1] ?? "";
    expect(hashScripts(html)).toEqual([hashOf(Buffer.from(text))]);
  });
});

it("never sends the mark, and keeps every length", () => {
  const html = page("", marked("a()"));
  expect(markingPolicy).toContain(scriptMark);
  expect(removeMark(html)).not.toContain(scriptMark);
  expect(removeMark(html)).toHaveLength(html.length);
});

it("allows this site's files and the named scripts, and no other inline one", () => {
  const policy = contentPolicy(["'sha256-abc'"], false).split("; ");
  expect(policy).toContain("script-src 'self' 'sha256-abc'");
  for (const each of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
    expect(policy).toContain(each);
  expect(policy.filter((each) => each.includes("unsafe"))).toEqual(["style-src 'self' 'unsafe-inline'"]);
});

it("puts the headers of safety on every answer", () => {
  const response = unsentResponse();
  setSecurityHeaders(response, false);
  expect({ ...response.getHeaders() }).toMatchObject({
    "content-security-policy": contentPolicy([], false),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
  });
});
