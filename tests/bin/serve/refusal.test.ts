import { describe, expect, it } from "vitest";
import {
  badAddress,
  bodyTooLarge,
  brokenAnswer,
  foreignOrigin,
  noDatabase,
  type Refusal,
  writeRefusal,
} from "../../../bin/serve/refusal.ts";
import { unsentResponse } from "./exchange.ts";

const all: readonly Refusal[] = [
  badAddress,
  bodyTooLarge,
  brokenAnswer,
  noDatabase,
  foreignOrigin("https://a.example"),
];
const spiky: Refusal = { status: 404, title: '<b>"&', sentences: ["<script>evil()</script>", "Go on."] };

describe("a refusal", () => {
  it.each(all)("$status is the same for a person, the router and a program", (refusal) => {
    const { status, title, sentences } = refusal;
    const written = (["person", "router", "program"] as const).map((reader) => {
      const response = unsentResponse();
      const body = writeRefusal(response, refusal, reader);
      expect(response.statusCode).toBe(status);
      expect(response.getHeader("content-length")).toBe(body.length);
      expect(response.getHeader("cache-control")).toBe("no-store");
      expect(response.hasHeader("content-security-policy")).toBe(true);
      expect(response.getHeader("retry-after")).toBe(status === 503 ? "10" : undefined);
      return [response.getHeader("content-type"), body.toString()] as const;
    });
    expect(written.map(([type]) => type)).toEqual([
      "text/html; charset=utf-8",
      "text/plain; charset=utf-8",
      "application/json; charset=utf-8",
    ]);
    const [page, text, json] = written.map(([, body]) => body);
    expect(page).toContain(`<h1>${title}</h1>`);
    for (const sentence of sentences) expect(page).toContain(`<p>${sentence}</p>`);
    expect(text).toBe(`${title}. ${sentences.join(" ")}\n`);
    expect(JSON.parse(json ?? "")).toEqual({ error: { title, message: sentences.join(" ") } });
  });

  it("shows text as text", () => {
    const page = writeRefusal(unsentResponse(), spiky, "person").toString();
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain("<h1>&lt;b>&quot;&amp;</h1>");
  });

  it("leaves nothing of the answer it takes the place of", () => {
    const response = unsentResponse();
    for (const name of ["Set-Cookie", "Content-Encoding", "ETag", "Location", "Vary"]) response.setHeader(name, "a");
    writeRefusal(response, brokenAnswer, "person");
    for (const name of ["set-cookie", "content-encoding", "etag", "location", "vary"])
      expect(response.hasHeader(name)).toBe(false);
  });
});
