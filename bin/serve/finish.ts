import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { makePageMemory, type PageMemory } from "#lib/pages/page-memory.ts";
import { chooseEncoding, compress, type Encoding } from "./compress.ts";
import type { HeldResponse } from "./held-response.ts";
import { contentPolicy, hashScripts, removeMark } from "./policy.ts";
import { brokenAnswer, fillErrorShell, noSuchPage } from "./refusal.ts";

/** A whole answer: its headers, and its body in each encoding that was asked for so far. */
export interface Answer {
  readonly headers: OutgoingHttpHeaders;
  readonly etag: string;
  readonly whole: Buffer;
  readonly encoded: Map<Encoding, Buffer>;
}

export type AnswerMemory = PageMemory<Answer>;

/** Room for the public pages and for the scripts and styles of a build. */
export const makeAnswerMemory = (): AnswerMemory => makePageMemory(400);

const isText = (type: string) => /^(text\/|application\/(json|javascript|xml|manifest\+json)|image\/svg)/.test(type);

/** Texts are held, to be completed and compressed; pictures, fonts, parts of files and event streams pass. */
export function isToBeHeld(response: HeldResponse): boolean {
  const type = String(response.getHeader("content-type") ?? "");
  if (response.hasHeader("content-encoding") || [204, 206, 304].includes(response.statusCode)) return false;
  return isText(type) && !type.startsWith("text/event-stream");
}

function addVary(response: HeldResponse, name: string): void {
  const names = String(response.getHeader("vary") ?? "").split(/\s*,\s*/);
  if (!names.includes(name)) response.setHeader("Vary", [...names.filter(Boolean), name].join(", "));
}

/** True for what any reader may have: Next says `s-maxage` of it. Kept elsewhere it would outlive its publishing, so others ask each time. */
function settleCaching(response: HeldResponse): boolean {
  const control = String(response.getHeader("cache-control") ?? "");
  if (/s-maxage/.test(control)) {
    response.setHeader("Cache-Control", "public, max-age=0, must-revalidate");
    addVary(response, "cookie");
  }
  addVary(response, "accept-encoding");
  return /s-maxage|immutable/.test(control) && response.statusCode === 200 && !response.hasHeader("set-cookie");
}

/** These belong to one sending of an answer, not to the answer. */
const ofOneSending = ["etag", "content-length", "transfer-encoding", "connection", "keep-alive", "date"];

/**
 * Completes what Next wrote: the policy names the page's own scripts, the mark is taken out, and the headers say who may
 * keep it. `isShared`: any reader without a session may have this answer.
 */
export function completeAnswer(response: HeldResponse, body: Buffer): { answer: Answer; isShared: boolean } {
  // One character a byte: nothing is decoded, nothing can be garbled.
  const isBroken = response.statusCode >= 500;
  const marked = fillErrorShell(body.toString("latin1"), isBroken ? brokenAnswer : noSuchPage);
  if (String(response.getHeader("content-type")).startsWith("text/html")) {
    response.setHeader("Content-Security-Policy", contentPolicy(hashScripts(marked), false));
  }
  const whole = Buffer.from(removeMark(marked), "latin1");
  const isShared = settleCaching(response);
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (!ofOneSending.includes(name)) headers[name] = typeof value === "string" ? removeMark(value) : value;
  }
  const etag = `"${createHash("sha256").update(whole).digest("base64url").slice(0, 27)}"`;
  return { answer: { headers, etag, whole, encoded: new Map([["identity", whole]]) }, isShared };
}

function isKnown(request: IncomingMessage, etag: string): boolean {
  const known = request.headers["if-none-match"] ?? "";
  return known.split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}

/** Sends an answer as this client wants it: compressed, or as 304 if it has it. `isKept`: it will be sent often. */
export async function sendAnswer(
  request: IncomingMessage,
  response: HeldResponse,
  answer: Answer,
  options: { readonly isHead: boolean; readonly isKept: boolean },
): Promise<void> {
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) response.setHeader(name, value);
  for (const name of ofOneSending) response.removeHeader(name);
  response.setHeader("ETag", answer.etag);
  if (response.statusCode === 200 && isKnown(request, answer.etag)) {
    response.statusCode = 304;
    response.removeHeader("content-type");
    response.sendWhole(Buffer.alloc(0));
    return;
  }
  const encoding = chooseEncoding(request.headers["accept-encoding"], answer.whole.length);
  const body = answer.encoded.get(encoding) ?? (await compress(answer.whole, encoding, options.isKept));
  answer.encoded.set(encoding, body);
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.sendWhole(options.isHead ? Buffer.alloc(0) : body);
}
