import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { type Answer, plainBrowser, readableText, readForm } from "#tests/fixtures/plain-browser.ts";

const admin = { email: "admin@example.org", password: "correct horse battery" };
const wrong = "not the password";
const tooMany = "Wait a minute, then try again.";
const wrongCredentials = "This address and this password do not belong together here.";

let house: House;
let other: House;

beforeAll(async () => {
  house = await startHouse();
  other = await startHouse({ DATABASE_URL: await house.databaseUrl() });
}, 60_000);

afterAll(async () => {
  await other?.remove();
  await house?.remove();
});

/** Sends the sign-in form of a new browser. Whatever a client says of its own address is not believed. */
async function trySignIn(origin: string, email: string, password: string, turn = 0): Promise<Answer> {
  const browser = plainBrowser(origin);
  const form = readForm((await browser.get("/signin")).body, "email");
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, { email, password }[name] ?? value);
  return browser.request(form.action, { method: "POST", body, headers: { "x-forwarded-for": `203.0.113.${turn}` } });
}

it("tells whoever has tried ten passwords to wait, alike for known and unknown addresses and by two servers together", async () => {
  const last: string[] = [];
  for (const email of [admin.email, "nobody@example.org"]) {
    for (let turn = 0; turn < 10; turn++) {
      const answer = await trySignIn(turn % 2 ? house.origin : other.origin, email, wrong, turn);
      expect(answer.status).toBe(200);
      expect(readableText(answer.body)).toContain(wrongCredentials);
    }
    for (const password of [wrong, admin.password]) {
      const answer = await trySignIn(house.origin, email, password);
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(readableText(answer.body)).toContain(tooMany);
      expect(answer.body).not.toContain(password);
      expect(readForm(answer.body, "email").fields.get("email")).toBe(email);
      last.push(readableText(answer.body));
    }
  }
  expect(new Set(last).size).toBe(1);

  expect(readableText((await trySignIn(house.origin, "another@example.org", wrong)).body)).toContain(wrongCredentials);
  const signingUp = { email: admin.email, password: "a few words together", name: "" };
  const signUp = await plainBrowser(house.origin).send("/signup", "email", signingUp);
  expect(signUp.status).toBe(200);
  expect(readableText(signUp.body)).toContain(tooMany);

  // One row for each of the three addresses, and one for the only client there was.
  expect(await house.query(`SELECT count(*)::int AS rows FROM "RecentTries"`)).toEqual([{ rows: 4 }]);
});
