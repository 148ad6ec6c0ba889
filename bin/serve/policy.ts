import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";

/**
 * Next marks the scripts it writes itself with the nonce it finds in the request. We give it one of our own, the same
 * for the life of the process, so that kept pages carry it too; it never leaves the house, or someone could sign with it.
 */
export const scriptMark = randomBytes(16).toString("base64url");
/** As long as the mark, since Next counts the bytes of what it sends; it is in no policy and so means nothing. */
const blank = "x".repeat(scriptMark.length);

/** The header by which Next learns the mark. */
export const markingPolicy = `script-src 'nonce-${scriptMark}'`;

/** Takes the mark out of what is sent. */
export function removeMark(body: string): string {
  return body.replaceAll(scriptMark, blank);
}

const inlineScript = /<script(?<attributes>(?:\s[^>]*)?)>(?<text>[\s\S]*?)<\/script>/g;

/**
 * The inline scripts a page may run, as CSP hashes: those that carry the mark, and those in its head, which holds
 * nothing an author writes. A script that got into the text of a page by any other way is not among them. `html` holds
 * one byte a character.
 */
export function hashScripts(html: string): readonly string[] {
  const head = html.indexOf("</head>");
  const hashes = new Set<string>();
  for (const found of html.matchAll(inlineScript)) {
    const { attributes = "", text = "" } = found.groups ?? {};
    const isOurs = attributes.includes(`nonce="${scriptMark}"`) || found.index < head;
    if (/\ssrc=/.test(attributes) || !isOurs) continue;
    hashes.add(`'sha256-${createHash("sha256").update(removeMark(text), "latin1").digest("base64")}'`);
  }
  return [...hashes];
}

/** What a page may load, and from where. KaTeX places its glyphs by style attributes, hence the one `unsafe-inline`. */
export function contentPolicy(scripts: readonly string[], isDevelopment: boolean): string {
  const script = isDevelopment ? "'self' 'unsafe-inline' 'unsafe-eval'" : ["'self'", ...scripts].join(" ");
  return [
    "default-src 'self'",
    `script-src ${script}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** On every answer, whoever makes it. */
export function setSecurityHeaders(response: ServerResponse, isDevelopment: boolean): void {
  response.setHeader("Content-Security-Policy", contentPolicy([], isDevelopment));
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("X-Frame-Options", "DENY");
}
