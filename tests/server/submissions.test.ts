import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { type PlainBrowser, plainBrowser, readableText } from "#tests/fixtures/plain-browser.ts";

const lesson = "/lessons/backpropagation-by-hand";
const field = "texts.loss-slope";
const nobody = "/submissions/0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10";
const typed = "-0.1234567";

let house: House;
let owner: PlainBrowser;
let other: PlainBrowser;
/** Address of the owner's submission. */
let page: string;

beforeAll(async () => {
  house = await startHouse();
  [owner, other] = [plainBrowser(house.origin), plainBrowser(house.origin)];
  await owner.send(lesson, field, { [field]: typed });
  const [row] = await house.query<{ id: string }>('SELECT id FROM "Submission"');
  page = `/submissions/${row?.id}`;
  await other.send(lesson, field, { [field]: "1" });
  expect([owner.cookies.size, other.cookies.size]).toEqual([1, 1]);
}, 60_000);

afterAll(() => house.remove());

describe("the page of a submission", () => {
  it("shows its owner what was typed and what was said, without scripts, and leads to the receipt", async () => {
    const answer = await owner.get(page);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toMatch(/private|no-store/);
    const text = readableText(answer.body);
    for (const part of [typed, "Not right", "Left empty.", "Download the receipt"]) expect(text).toContain(part);
    expect(answer.body).toContain(`href="${page}/receipt"`);
  });

  it("is not there for anybody else, as one that never was", async () => {
    for (const browser of [other, plainBrowser(house.origin)]) {
      const [closed, absent] = [await browser.get(page), await browser.get(nobody)];
      expect([closed.status, absent.status]).toEqual([404, 404]);
      expect(readableText(closed.body)).toBe(readableText(absent.body));
      expect(closed.body).not.toContain(typed);
      const inPieces = await browser.get(page, { RSC: "1" });
      expect(inPieces.body).not.toContain(typed);
    }
    for (const address of ["/submissions/1", "/submissions/'; --"]) {
      expect((await owner.get(address)).status).toBe(404);
    }
  });
});

describe("a receipt", () => {
  it("is a file for its owner alone", async () => {
    const answer = await owner.get(`${page}/receipt`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="receipt-first-gradient-[0-9a-f]{8}\.json"$/,
    );
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(JSON.parse(answer.body)).toMatchObject({ site: house.origin, texts: { "loss-slope": typed } });
    for (const browser of [other, plainBrowser(house.origin)]) {
      const [closed, absent] = [await browser.get(`${page}/receipt`), await browser.get(`${nobody}/receipt`)];
      expect([closed.status, closed.body]).toEqual([404, absent.body]);
      expect(absent.status).toBe(404);
    }
    expect((await owner.get("/submissions/1/receipt")).status).toBe(404);
  });

  it("verifies with the key that the site publishes", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-receipt-"));
    try {
      const [receipt, key] = [path.join(folder, "receipt.json"), path.join(folder, "key.json")];
      await writeFile(receipt, (await owner.get(`${page}/receipt`)).body);
      await writeFile(key, (await plainBrowser(house.origin).get("/.well-known/chainrule-key")).body);
      const verified = await house.chainrule("verify", receipt, "--key", key);
      expect(verified).toMatchObject({ code: 0, errors: "" });
      expect(verified.out).toContain("Computed anew and the same: loss-slope");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the site's key", () => {
  it("is public, may be kept for a short time, and asks for no session", async () => {
    const answer = await plainBrowser(house.origin).get("/.well-known/chainrule-key");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { keys } = JSON.parse(answer.body);
    expect(keys).toEqual([
      {
        kty: "OKP",
        crv: "Ed25519",
        x: expect.stringMatching(/^[\w-]{43}$/),
        kid: expect.stringMatching(/^[\w-]{43}$/),
        use: "sig",
        alg: "EdDSA",
      },
    ]);
  });

  it("has a private half that is in no page and no line of the log", async () => {
    const [key] = await house.query<{ privateKey: string }>('SELECT "privateKey" FROM "SigningKey"');
    const secret = key?.privateKey ?? "";
    expect(secret).toMatch(/^[\w-]{43}$/);
    const addresses = [page, `${page}/receipt`, "/.well-known/chainrule-key", "/progress", lesson];
    const bodies = await Promise.all(addresses.map(async (address) => (await owner.get(address)).body));
    for (const text of [...bodies, house.output()]) expect(text).not.toContain(secret);
  });
});
