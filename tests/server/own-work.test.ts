import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { type PlainBrowser, plainBrowser, readableText } from "#tests/fixtures/plain-browser.ts";

const lesson = "/lessons/backpropagation-by-hand";
const field = "texts.loss-slope";
const typed = "=1+0.1234567";
const password = "correct horse battery";
const email = "ada@example.org";
const name = "Ada <i>Lovelace</i>";

let house: House;
let guest: PlainBrowser;
let ada: PlainBrowser;
/** Address of Ada's certificate. */
let page: string;

/** Everybody has solved everything from now on. */
async function solveAll(): Promise<void> {
  await house.query(`INSERT INTO "Completion"
      ("learnerId", "exerciseId", "bestScore", "lastScore", "attemptsUsed", "solvedBlanks", "solvedAt", "updatedAt")
    SELECT learner.id, exercise.id, 1, 1, 1, '{}', now(), now() FROM "Learner" AS learner, "Exercise" AS exercise
    ON CONFLICT ("learnerId", "exerciseId") DO UPDATE SET "solvedAt" = now()`);
}

beforeAll(async () => {
  house = await startHouse();
  [guest, ada] = [plainBrowser(house.origin), plainBrowser(house.origin)];
  await guest.send(lesson, field, { [field]: typed });
  const made = await ada.send("/signup", "password", { email, password, name });
  expect(made.status).toBe(303);
  await ada.send(lesson, field, { [field]: "0.7654321" });
}, 60_000);

afterAll(() => house.remove());

describe("the list of one's answers", () => {
  it("shows a guest theirs, without scripts, and nobody another's", async () => {
    const answer = await guest.get("/submissions");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, expect.stringMatching(/no-store/)]);
    const links = (body: string) => [...body.matchAll(/href="\/submissions\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    const [own, others] = [links(answer.body), links((await ada.get("/submissions")).body)];
    expect([own.length, others.length]).toEqual([1, 1]);
    expect(own).not.toEqual(others);
    expect((await guest.get(`/submissions/${own[0]}`)).body).toContain("0.1234567");
    expect(readableText((await plainBrowser(house.origin).get("/submissions")).body)).toContain("no answer yet");
    for (const place of ["x", "'; --", "2027-01-15T12:00:00.000Z~1"]) {
      const found = await guest.get(`/submissions?after=${encodeURIComponent(place)}`);
      expect([found.status, links(found.body)]).toEqual([200, own]);
    }
  });

  it("is a file for its owner alone, as JSON and as CSV, which no spreadsheet computes", async () => {
    const json = await guest.get("/submissions/export.json");
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(json.headers.get("content-disposition")).toMatch(/^attachment; filename="answers-\d{4}-\d\d-\d\d\.json"$/);
    expect(json.headers.get("cache-control")).toBe("private, no-store");
    const { submissions } = JSON.parse(json.body);
    expect(submissions).toMatchObject([
      { exercise: "first-gradient", blanks: [{ blank: "loss-slope", typed }, {}, {}, {}] },
    ]);

    const csv = await guest.get("/submissions/export.csv");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="answers-\d{4}-\d\d-\d\d\.csv"$/);
    expect(csv.headers.get("cache-control")).toBe("private, no-store");
    expect(csv.body).toContain(`,loss-slope,'${typed},`);

    for (const browser of [ada, plainBrowser(house.origin)]) {
      for (const file of ["json", "csv"]) {
        const answer = await browser.get(`/submissions/export.${file}`);
        expect(answer.status).toBe(200);
        expect(answer.body).not.toContain("0.1234567");
      }
    }
  });
});

describe("a certificate", () => {
  it("is refused while something is left, and made by a form without scripts once nothing is", async () => {
    expect(readableText((await ada.get("/certificate")).body)).toContain("Left to solve");
    await solveAll();
    const asGuest = readableText((await guest.get("/certificate")).body);
    expect(asGuest).toContain("needs an account");
    const made = await ada.send("/certificate", "course", { name });
    expect(made.status).toBe(303);
    page = made.headers.get("location") ?? "";
    expect(page).toMatch(/^\/certificate\/[0-9A-Z]{16}$/);
    const again = await ada.get("/certificate");
    expect(readableText(again.body)).toContain(house.origin + page);
  });

  it("is public under its address, is not to be indexed, and writes the name as text", async () => {
    const answer = await plainBrowser(house.origin).get(page);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
    expect(answer.body).toMatch(/<meta name="robots" content="[^"]*noindex/);
    expect(answer.body).not.toContain("<i>Lovelace");
    const text = readableText(answer.body);
    for (const part of [name, "Vanishing gradients", "Nobody watched while this was done.", house.origin + page])
      expect(text).toContain(part);
    expect(answer.body).not.toContain(email);
  });

  it("is found by a code as it was read off paper, and by no other", async () => {
    const stranger = plainBrowser(house.origin);
    const code = page.slice(-16);
    const onPaper = `/certificate/${code
      .toLowerCase()
      .replaceAll("0", "o")
      .replace(/(.{4})(?=.)/g, "$1-")}`;
    const found = await stranger.get(onPaper);
    expect([found.status, found.headers.get("location")]).toEqual([308, page]);
    for (const other of ["0000000000000000", "x", "%00", "..%2f..%2fadmin", "7".repeat(500)]) {
      const answer = await stranger.get(`/certificate/${other}`);
      expect([other, answer.status]).toEqual([other, 404]);
      expect(answer.body).not.toContain("Lovelace");
    }
  });

  it("is revoked from the command line, and its page says so at once, without the name", async () => {
    const revoked = await house.chainrule("certificate", "revoke", "--code", page.slice(-16), "--reason", "Copied.");
    expect(revoked).toMatchObject({ code: 0, errors: "" });
    const answer = await plainBrowser(house.origin).get(page);
    expect(answer.status).toBe(200);
    expect(readableText(answer.body)).toContain("This certificate was revoked");
    expect(answer.body).not.toMatch(/Lovelace|Copied/);
    expect(readableText((await ada.get("/certificate")).body)).toContain("The reason given: Copied.");
  });
});

describe("erasing", () => {
  it("needs the account's password, and refuses in the page otherwise", async () => {
    const answer = await ada.send("/account", "word", { word: "erase", password: "something else" });
    expect(answer.status).toBe(200);
    expect(readableText(answer.body)).toContain("This is not the password of your account");
    expect(answer.body).not.toContain("something else");
    const unsure = await ada.send("/account", "word", { word: "perhaps", password });
    expect(readableText(unsure.body)).toContain("Type the word “erase”");
    expect(await house.query(`SELECT FROM "User" WHERE email = '${email}'`)).toHaveLength(1);
  });

  it("takes the account away, signs out and says what is gone; the certificate's address leads nowhere", async () => {
    const answer = await ada.send("/account", "word", { word: "erase", password });
    expect([answer.status, answer.headers.get("location"), ada.cookies.size]).toEqual([303, "/account/erased", 0]);
    expect(readableText((await ada.get("/account/erased")).body)).toContain("It is erased");
    expect(await house.query(`SELECT FROM "User" WHERE email = '${email}'`)).toEqual([]);
    expect((await ada.get(page)).status).toBe(404);
    expect((await house.query('SELECT FROM "Submission"')).length).toBe(1);
  });

  it("takes a guest's work away", async () => {
    const answer = await guest.send("/account", "word", { word: "erase" });
    expect([answer.status, answer.headers.get("location"), guest.cookies.size]).toEqual([303, "/account/erased", 0]);
    expect(await house.query('SELECT FROM "Submission"')).toEqual([]);
  });

  it("of the last admin is refused", async () => {
    const admin = plainBrowser(house.origin);
    await admin.send("/signin", "password", { email: "admin@example.org", password });
    const answer = await admin.send("/account", "word", { word: "erase", password });
    expect([answer.status, admin.cookies.size]).toEqual([200, 1]);
    expect(readableText(answer.body)).toContain("You are the only admin of this site");
  });
});

describe("an account", () => {
  it("changes its name, and signs out everywhere", async () => {
    const [first, second] = [plainBrowser(house.origin), plainBrowser(house.origin)];
    await first.send("/signup", "password", { email: "grace@example.org", password, name: "Grace" });
    await second.send("/signin", "password", { email: "grace@example.org", password });
    const renamed = await first.send("/account", "name", { name: "Grace Hopper" });
    expect([renamed.status, renamed.headers.get("location")]).toEqual([303, "/account"]);
    const shown = readableText((await second.get("/account")).body);
    expect(shown).toContain("Grace Hopper");
    expect(shown).toContain("In 2 browsers, this one among them.");
    const out = await first.send("/account", "everywhere", {});
    expect([out.status, out.headers.get("location"), first.cookies.size]).toEqual([303, "/signin", 0]);
    expect(readableText((await second.get("/account")).body)).toContain("You are not signed in");
  });
});
