import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server.js";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { sessionCookie } from "#lib/accounts/session.ts";
import { config, proxy } from "../../proxy.ts";

const origin = "http://learn.example.org";

interface Asked {
  readonly method?: string;
  readonly cookie?: string;
}

/** Where a request is sent, with its search parameters; null where it goes on to the page it asked for. */
function sentTo(path: string, { method = "GET", cookie }: Asked = {}): string | null {
  const headers = cookie === undefined ? {} : { cookie };
  const answer = proxy(new NextRequest(new URL(path, origin), { method, headers }));
  const rewritten = answer.headers.get("x-middleware-rewrite");
  if (rewritten === null) {
    expect(answer.headers.get("x-middleware-next")).toBe("1");
    return null;
  }
  const url = new URL(rewritten);
  expect(url.origin).toBe(origin);
  return url.pathname + url.search;
}

/** As browsers hold it: over http, and over https bound to the host. */
const cookies = [new URL(origin), new URL("https://learn.example.org")].map((address) => sessionCookie(address).name);

describe("a request with a session cookie", () => {
  it("knows the names that the session gives its cookie, over http and over https", () => {
    expect(cookies).toEqual(["chainrule", "__Host-chainrule"]);
  });

  it.each(cookies)("named %s is sent to the page that asks who is there", (name) => {
    const cookie = `${name}=${"a".repeat(43)}`;
    expect(sentTo("/", { cookie })).toBe("/session");
    expect(sentTo("/lessons/by-hand", { cookie })).toBe("/session/lessons/by-hand");
    expect(sentTo("/lessons/by-hand", { cookie, method: "HEAD" })).toBe("/session/lessons/by-hand");
    expect(sentTo("/lessons/by-hand?a=1&b=2", { cookie })).toBe("/session/lessons/by-hand?a=1&b=2");
    expect(sentTo("/lessons/a%2Fb", { cookie })).toBe("/session/lessons/a%2Fb");
  });

  it.each(cookies)("named %s goes there with any token, among others and when it is empty", (name) => {
    expect(sentTo("/lessons/a", { cookie: `theme=dark; ${name}=nonsense; x=y` })).toBe("/session/lessons/a");
    expect(sentTo("/lessons/a", { cookie: `${name}=` })).toBe("/session/lessons/a");
  });
});

describe("a request without a session", () => {
  it.each(["/", "/?other=1", "/lessons/by-hand", "/lessons/by-hand?depth=3", "/lessons/"])(
    "stays where it is: %s",
    (path) => {
      expect(sentTo(path)).toBeNull();
      expect(sentTo(path, { method: "HEAD" })).toBeNull();
    },
  );

  it.each(["chainrule2=x", "xchainrule=x", "__Secure-chainrule=x", "CHAINRULE=x", "theme=chainrule"])(
    "stays where it is with another cookie: %s",
    (cookie) => {
      expect(sentTo("/lessons/by-hand", { cookie })).toBeNull();
    },
  );

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "that is no read is sent to the session's page: %s",
    (method) => {
      expect(sentTo("/lessons/by-hand", { method })).toBe("/session/lessons/by-hand");
      expect(sentTo("/", { method })).toBe("/session");
    },
  );

  it("for the figure at another depth gets the page that reads search parameters", () => {
    expect(sentTo("/?depth=3")).toBe("/session?depth=3");
    expect(sentTo("/?depth=")).toBe("/session?depth=");
    expect(sentTo("/?depth=3", { method: "HEAD" })).toBe("/session?depth=3");
  });
});

describe("the choice", () => {
  const isAsked = (path: string) => unstable_doesMiddlewareMatch({ config, url: path, nextConfig: {} });

  it("is made for the pages that have two variants", () => {
    expect(["/", "/lessons/a", "/lessons/a/b"].map(isAsked)).toEqual([true, true, true]);
  });

  it("is never made for a session's page, which nobody is sent away from, nor for other pages", () => {
    const others = [
      "/session",
      "/session/lessons/a",
      "/home/public",
      "/progress",
      "/signin",
      "/signout",
      "/_next/static/x.js",
    ];
    expect(others.filter(isAsked)).toEqual([]);
  });

  it("names no public page as its goal, whoever asks for what", () => {
    for (const method of ["GET", "HEAD", "POST"])
      for (const cookie of [undefined, ...cookies.map((name) => `${name}=x`)])
        for (const path of ["/", "/?depth=9", "/lessons/a"]) {
          const asked = cookie === undefined ? { method } : { method, cookie };
          expect(sentTo(path, asked) ?? "/session").toMatch(/^\/session/);
        }
  });
});
