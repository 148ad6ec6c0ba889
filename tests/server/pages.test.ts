import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { plainBrowser, readableText, readForm } from "#tests/fixtures/plain-browser.ts";

let house: House;

beforeAll(async () => {
  house = await startHouse();
}, 60_000);

afterAll(() => house.remove());

describe("a page, as bytes and without its scripts,", () => {
  it.each([
    [
      "/",
      200,
      ["See why deep networks stop learning", "At depth 12 the first layer learns", "Backpropagation by hand"],
    ],
    ["/?depth=3", 200, ["At depth 3 the first layer learns"]],
    ["/lessons/why-gradients-vanish", 200, ["Why gradients vanish", "Hochreiter 1991", "In short"]],
    ["/lessons/backpropagation-by-hand", 200, ["0.0261", "The first gradient", "This part needs the level Member"]],
    ["/levels", 200, ["Levels", "One step of learning"]],
    ["/progress", 200, ["You have solved none of the 4 exercises yet."]],
    ["/signin", 200, ["E-mail address", "Password"]],
    ["/signup", 200, ["Make an account"]],
    ["/lessons/no-such-lesson", 404, ["There is no such page"]],
    ["/nowhere", 404, ["There is no such page"]],
    ["/setup/not-a-token", 200, ["This link does not work any more"]],
    ["/healthz", 200, ["alive"]],
    ["/readyz", 200, ["ready"]],
  ])("%s answers %i with its text", async (path, status, texts) => {
    for (const browser of [plainBrowser(house.origin), withGarbageCookie()]) {
      const answer = await browser.get(path);
      expect(answer.status).toBe(status);
      const text = readableText(answer.body);
      for (const expected of texts) expect(text).toContain(expected);
    }
  });

  function withGarbageCookie() {
    const browser = plainBrowser(house.origin);
    browser.cookies.set("chainrule", '%00garbage"; DROP TABLE');
    return browser;
  }

  it("is the same for everybody without a session, and answered from memory with a tag", async () => {
    const browser = plainBrowser(house.origin);
    const first = await browser.get("/lessons/why-gradients-vanish");
    const second = await browser.get("/lessons/why-gradients-vanish");
    expect(second.body).toBe(first.body);
    expect(first.headers.get("set-cookie")).toBeNull();
    const tag = second.headers.get("etag") ?? "";
    const again = await browser.get("/lessons/why-gradients-vanish", { "if-none-match": tag });
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  it("runs only scripts of its own and can be framed by nobody", async () => {
    for (const path of ["/", "/lessons/backpropagation-by-hand", "/signin", "/nowhere"]) {
      const { headers } = await plainBrowser(house.origin).get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/script-src 'self' 'sha256-/);
      expect(policy.split("; ").find((rule) => rule.startsWith("script-src"))).not.toMatch(/unsafe|\*|http/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  it("is asked of the application once, also for a session", async () => {
    const browser = plainBrowser(house.origin);
    browser.cookies.set("chainrule", "x".repeat(43));
    const { status } = await browser.get("/lessons/why-gradients-vanish");
    expect(status).toBe(200);
    await expect.poll(() => house.output()).toContain('"path":"/lessons/why-gradients-vanish"');
    expect(house.output()).not.toContain('"path":"/session');
  });
});

describe("a session", () => {
  it("begins with the first answer and not by reading, in a cookie that no script sees", async () => {
    const browser = plainBrowser(house.origin);
    await browser.get("/");
    await browser.get("/progress");
    expect(browser.cookies.size).toBe(0);
    const answer = await browser.send("/lessons/backpropagation-by-hand", "texts.loss-slope", {
      "texts.loss-slope": "1",
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^chainrule=[\w-]{40,}; /);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
    expect(readableText(answer.body)).toContain("0 of 4 right; 1 not right; 3 still empty.");
  });

  it("has a cookie bound to the host where the site is reached over https", async () => {
    const origin = "https://learn.example.org";
    const behindTls = await startHouse({ ORIGIN: origin });
    try {
      const browser = plainBrowser(behindTls.origin);
      const page = await browser.get("/lessons/backpropagation-by-hand");
      expect(page.status).toBe(200);
      const refused = await browser.send("/lessons/backpropagation-by-hand", "texts.loss-slope", {});
      expect(refused.status).toBe(403);
      const form = readForm(page.body, "texts.loss-slope");
      const body = new FormData();
      for (const [name, value] of form.fields) body.append(name, name === "texts.loss-slope" ? "1" : value);
      const answer = await browser.request(form.action, { method: "POST", body, headers: { origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()[0]).toMatch(
        /^__Host-chainrule=.*Path=\/; .*(Secure.*HttpOnly|HttpOnly.*Secure)/i,
      );
    } finally {
      await behindTls.remove();
    }
  }, 60_000);
});
