import type { IncomingHttpHeaders } from "node:http";
import { badAddress, bodyTooLarge, foreignOrigin, type Refusal } from "./refusal.ts";

/** The largest body of a request, in bytes. */
export const bodyLimit = 64 * 1024;

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a request says of itself before its body. */
export interface RequestHead {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What must not reach the application, judged by the head alone; null lets it pass. The address is a path; the body is
 * not declared too large; and whatever may change something comes from a page of this site: an `Origin` that is missing,
 * `null` or another's is refused, for forms and for /api alike.
 */
export function decideRefusal(head: RequestHead, origins: readonly string[]): Refusal | null {
  if (!isPath(head.url)) return badAddress;
  const length = head.headers["content-length"];
  if (length !== undefined && Number(length) > bodyLimit) return bodyTooLarge;
  if (reading.has(head.method)) return null;
  return origins.includes(head.headers.origin ?? "") ? null : foreignOrigin(origins[0] ?? "");
}

/**
 * A path as browsers send it: no scheme and host, no second slash that a redirect could take for a host, no backslash in
 * it, and every `%` begins a letter of UTF-8.
 */
function isPath(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  return /^\/(?!\/)[^\\]*$/.test(path) && URL.canParse(url, "http://localhost") && isDecodable(path);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Headers by which a proxy or Next itself speaks to Next; from a client they are lies. */
const internal = [
  /^x-middleware-/,
  /^x-nextjs-/,
  /^x-next-/,
  /^x-invoke-/,
  /^x-now-/,
  /^x-matched-path$/,
  /^x-prerender-/,
  /^x-original-/,
  /^x-rewrite-/,
  /^x-forwarded-/,
  /^x-real-ip$/,
  /^forwarded$/,
  /^next-resume/,
  /^next-instant-/,
];

/** Removes them, in place. In development Next's own tools in the page use some that begin with `x-nextjs-`. */
export function stripInternalHeaders(headers: IncomingHttpHeaders, isDevelopment: boolean): void {
  for (const name of Object.keys(headers)) {
    if (isDevelopment && name.startsWith("x-nextjs-")) continue;
    if (internal.some((pattern) => pattern.test(name))) delete headers[name];
  }
}
