import { type NextRequest, NextResponse } from "next/server";

/** The names of lib/accounts/session.ts: over https and over http. Any token counts here, for whether it is one is not known yet. */
const sessionCookies = ["__Host-chainrule", "chainrule"];

/**
 * Picks the variant of a page. The public one is the same for everybody and kept; the session one asks who is there. This
 * only chooses: without this file everybody gets the public variant, and neither shows what the viewer may not read.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!needsSession(request)) return NextResponse.next();
  const address = request.nextUrl.clone();
  address.pathname = address.pathname === "/" ? "/session" : `/session${address.pathname}`;
  return NextResponse.rewrite(address);
}

function needsSession({ method, cookies, nextUrl }: NextRequest): boolean {
  const isRead = method === "GET" || method === "HEAD";
  // The home page's figure without scripts: a kept page knows no search parameters.
  const asksDepth = nextUrl.pathname === "/" && nextUrl.searchParams.has("depth");
  return !isRead || asksDepth || sessionCookies.some((name) => cookies.has(name));
}

export const config = { matcher: ["/", "/lessons/:path*"] };
