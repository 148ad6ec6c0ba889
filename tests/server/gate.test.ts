import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { marker, writeCourse } from "#tests/fixtures/lessons-course.ts";
import { type PlainBrowser, plainBrowser } from "#tests/fixtures/plain-browser.ts";

const password = "correct horse battery";
const gated = "/lessons/second-steps";
const asked = "exercise-gated-gradient";

let house: House;
let folder: string;
/** Everybody who may not read the gated half, and one who may. */
const viewers = new Map<string, PlainBrowser>();

async function person(email: string, ...grant: readonly string[]): Promise<PlainBrowser> {
  const made = await house.chainrule("user", "create", "--email", email, "--password", password, "--role", "learner");
  expect(made).toMatchObject({ code: 0 });
  if (grant.length > 0) {
    expect(await house.chainrule("grant", "--email", email, ...grant)).toMatchObject({ code: 0 });
  }
  const browser = plainBrowser(house.origin);
  await browser.send("/signin", "email", { email, password });
  expect(browser.cookies.size).toBe(1);
  return browser;
}

beforeAll(async () => {
  house = await startHouse();
  folder = await writeCourse();
  expect(await house.chainrule("content", "import", folder)).toMatchObject({ code: 0 });
  const guest = plainBrowser(house.origin);
  await guest.send(gated, "texts.gradient", { "texts.gradient": "1" });
  expect(guest.cookies.size).toBe(1);
  const lapsed = await person("lapsed@example.org", "--level", "member");
  expect(await house.chainrule("revoke", "--email", "lapsed@example.org", "--level", "member")).toMatchObject({
    code: 0,
  });
  viewers
    .set("anonymous", plainBrowser(house.origin))
    .set("a guest", guest)
    .set("somebody without a level", await person("free@example.org"))
    .set("somebody whose level was taken", lapsed)
    .set("a member", await person("member@example.org", "--level", "member"));
}, 120_000);

afterAll(async () => {
  await house.remove();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

/** An address with headers that make the server answer in another of its forms. */
type Asking = readonly [address: string, headers: Readonly<Record<string, string>>];

const routerTree = encodeURIComponent(
  JSON.stringify([
    "",
    { children: ["lessons", { children: [["lesson", "second-steps", "d"], {}] }] },
    null,
    null,
    true,
  ]),
);

/** Every way to ask for one page that has let gated text out of some site. */
function waysToAsk(page: string): readonly Asking[] {
  const segments = ["/_tree", "/_full", "/_index", "/lessons", "/lessons/$d$lesson", "/lessons/$d$lesson/__PAGE__"];
  return [
    [page, {}],
    [page, { RSC: "1" }],
    [`${page}?_rsc=1`, { RSC: "1" }],
    [page, { RSC: "1", "Next-Router-Prefetch": "1" }],
    [page, { RSC: "1", "Next-Router-State-Tree": routerTree }],
    ...segments.map(
      (name): Asking => [page, { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": name }],
    ),
    ...segments.map((name): Asking => [`${page}.segments${name}.segment.rsc`, {}]),
    [`${page}.rsc`, {}],
    [`${page}?nxtPlesson=second-steps`, {}],
    [`${page}?slug=second-steps&lesson=second-steps`, {}],
    [`${page}/`, {}],
    [`${page}.`, {}],
    [`/${page}`, {}],
    [`/levels/..%2f${page.slice(1)}`, {}],
    [page.toUpperCase(), {}],
    [`/en${page}`, {}],
    [`/session${page}`, {}],
    [`/session${page}`, { RSC: "1" }],
    [page, { "x-middleware-subrequest": Array(5).fill("proxy").join(":") }],
    [page, { "x-middleware-subrequest": Array(5).fill("src/proxy").join(":") }],
    [page, { "x-middleware-rewrite": `/session${page}` }],
    [page, { "x-original-url": gated, "x-rewrite-url": gated, "x-forwarded-host": "evil.example" }],
    [page, { "x-matched-path": `/session${page}`, "x-invoke-path": `/session${page}` }],
    [page, { "next-resume": "1" }],
    [page, { accept: "application/json" }],
  ];
}

/** Every page of the site that a reader can find, from the first one on. */
async function crawl(browser: PlainBrowser): Promise<readonly string[]> {
  const found = new Set([
    "/",
    "/levels",
    "/progress",
    "/signin",
    "/signup",
    "/home/public",
    "/session",
    "/nowhere",
    "/robots.txt",
    "/sitemap.xml",
    "/feed.xml",
    "/api/auth/session",
  ]);
  for (const page of found) {
    const { body } = await browser.get(page);
    for (const [, href = ""] of body.matchAll(/\s(?:href|src)="(\/[^"#]*)/g)) found.add(href.replaceAll("&amp;", "&"));
  }
  return [...found];
}

async function builtScripts(): Promise<readonly string[]> {
  const files = await readdir(".next/static", { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).replace(".next", "/_next"));
}

/** Status line, headers and body, as one text; of the answers it leads on to as well. */
async function everything(browser: PlainBrowser, [address, headers]: Asking): Promise<string> {
  const answer = await browser.get(address, headers);
  const own = JSON.stringify([answer.status, [...answer.headers], answer.body]);
  const next = answer.headers.get("location");
  return next?.startsWith("/") && next !== address ? own + (await everything(browser, [next, headers])) : own;
}

describe("the gated half of a lesson", () => {
  it("is nowhere in what the server sends to anybody who may not read it", async () => {
    for (const [who, browser] of viewers) {
      if (who === "a member") continue;
      const pages = await crawl(browser);
      expect(pages).toContain(gated);
      const askings = [
        ...pages.map((page): Asking => [page, {}]),
        ...pages.filter((page) => !page.startsWith("/_next")).map((page): Asking => [page, { RSC: "1" }]),
        ...waysToAsk(gated),
        ...waysToAsk("/lessons/first-steps"),
      ];
      for (const asking of askings) {
        const sent = await everything(browser, asking);
        expect(sent.includes(marker), `${who} got it from ${JSON.stringify(asking)}`).toBe(false);
        expect(sent.includes(asked), `${who} got the exercise from ${JSON.stringify(asking)}`).toBe(false);
      }
    }
  }, 120_000);

  it("is found by the same search where a member looks, so the search can find it", async () => {
    const member = viewers.get("a member") as PlainBrowser;
    expect(await everything(member, [gated, {}])).toContain(marker);
    expect(await everything(member, [gated, {}])).toContain(asked);
    expect(await everything(member, [gated, { RSC: "1" }])).toContain(marker);
  });

  it("is in no file of the build, and no source map is served", async () => {
    const visitor = plainBrowser(house.origin);
    const scripts = await builtScripts();
    expect(scripts.filter((file) => file.endsWith(".js")).length).toBeGreaterThan(5);
    for (const script of scripts) {
      const { status, body } = await visitor.get(script);
      expect(status, script).toBe(200);
      expect(body).not.toMatch(/sourceMappingURL|σ\(z\) is at most|checkSubmission/);
      expect((await visitor.get(`${script}.map`)).status).toBe(404);
    }
  });

  it("is announced by its headings, the levels that open it and the ways in", async () => {
    const { status, body, headers } = await plainBrowser(house.origin).get(gated);
    expect(status).toBe(200);
    expect(body).toContain("How it ends");
    expect(body).toContain("This part needs");
    expect(body).toContain('href="/levels');
    expect(body).toMatch(/href="\/signin\?to=%2Flessons%2Fsecond-steps%23how-it-ends"/);
    expect(headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  });

  it("is not kept where somebody else could get it", async () => {
    const member = viewers.get("a member") as PlainBrowser;
    const { headers } = await member.get(gated);
    expect(headers.get("cache-control")).toMatch(/private.*no-store/);
    expect(await everything(plainBrowser(house.origin), [gated, {}])).not.toContain(marker);
  });

  it("takes no answer to its exercise from somebody who may not see it", async () => {
    const member = viewers.get("a member") as PlainBrowser;
    const free = viewers.get("somebody without a level") as PlainBrowser;
    const fields = { exercise: "gated-gradient", "texts.gradient": "1" };
    const refused = await free.send(gated, "texts.gradient", fields);
    expect(refused.status).toBe(200);
    expect(refused.body).toContain("This exercise belongs to a part that your account does not open now");
    expect(refused.body).not.toContain("Not right");
    const taken = await member.send(gated, "texts.gradient", fields);
    expect(taken.body).toContain("Not right");
  });

  it("opens and closes with the next request", async () => {
    const email = "soon@example.org";
    const browser = await person(email);
    expect(await everything(browser, [gated, {}])).not.toContain(marker);
    await house.chainrule("grant", "--email", email, "--level", "pro");
    expect(await everything(browser, [gated, {}])).toContain(marker);
    await house.chainrule("revoke", "--email", email, "--level", "pro");
    expect(await everything(browser, [gated, {}])).not.toContain(marker);
  });
});
