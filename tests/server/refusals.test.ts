import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databasePid, type House, startHouse } from "#tests/fixtures/house.ts";
import { plainBrowser, readableText, readForm } from "#tests/fixtures/plain-browser.ts";

const lesson = "/lessons/backpropagation-by-hand";
const field = "texts.loss-slope";

let house: House;

beforeAll(async () => {
  house = await startHouse();
}, 60_000);

afterAll(() => house.remove());

interface Rows {
  readonly submissions: number;
  readonly attempts: number;
  readonly sessions: number;
}

/** How many rows people's work has left. */
async function countRows(): Promise<Rows> {
  const [rows] = await house.query<Rows>(
    `SELECT (SELECT count(*)::int FROM "Submission") AS submissions, (SELECT count(*)::int FROM "Attempt") AS attempts,
      (SELECT count(*)::int FROM "Session") AS sessions`,
  );
  if (rows === undefined) throw new Error("no row came back");
  return rows;
}

/** The exercise's form as its page has it, with some fields changed, left out (null) or added. */
async function formWith(changes: Readonly<Record<string, string | null>>): Promise<FormData> {
  const page = await plainBrowser(house.origin).get(lesson);
  const body = new FormData();
  const fields = new Map<string, string | null>([...readForm(page.body, field).fields, ...Object.entries(changes)]);
  for (const [name, value] of fields) if (value !== null) body.append(name, value);
  return body;
}

describe("a post that the server refuses before the application sees it", () => {
  it.each([
    ["none", undefined],
    ["another site's", "https://evil.example"],
    ["null", "null"],
    ["one that only begins like ours", "http://127.0.0.1.evil.example"],
  ])("has the wrong origin: %s", async (_, origin) => {
    const before = await countRows();
    const body = await formWith({ [field]: "1" });
    const response = await fetch(house.origin + lesson, {
      method: "POST",
      body,
      ...(origin === undefined ? {} : { headers: { origin } }),
    });
    expect(response.status).toBe(403);
    expect(readableText(await response.text())).toContain("may only be sent from this site, so nothing was changed");
    expect(await countRows()).toEqual(before);
  });

  it("is larger than 64 kB", async () => {
    const before = await countRows();
    for (const size of [65 * 1024, 1_000_000]) {
      const body = await formWith({ [field]: "1".repeat(size) });
      const answer = await plainBrowser(house.origin).request(lesson, { method: "POST", body });
      expect(answer.status).toBe(413);
      expect(readableText(answer.body)).toContain("larger than 64 kB, so nothing of it was kept");
    }
    expect(await countRows()).toEqual(before);
  });

  it("says nothing of its size and grows past 64 kB", async () => {
    const { hostname, port } = new URL(house.origin);
    const socket = connect(Number(port), hostname);
    const head = [
      "POST /lessons/backpropagation-by-hand HTTP/1.1",
      `Host: ${hostname}:${port}`,
      `Origin: ${house.origin}`,
    ];
    socket.write(`${[...head, "Transfer-Encoding: chunked", "Content-Type: text/plain"].join("\r\n")}\r\n\r\n`);
    for (let kilobytes = 0; kilobytes < 80; kilobytes += 8) socket.write(`2000\r\n${"x".repeat(8192)}\r\n`);
    socket.write("0\r\n\r\n");
    const [answer] = await once(socket.setEncoding("utf8"), "data");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it("names an address that is not one of this site", async () => {
    for (const path of ["//evil.example/", "/\\evil.example"]) {
      const { hostname, port } = new URL(house.origin);
      const socket = connect(Number(port), hostname);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`);
      const [answer] = await once(socket.setEncoding("utf8"), "data");
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      socket.destroy();
    }
  });
});

describe("a post that reaches the exercise and cannot be taken", () => {
  it.each([
    ["a field is missing", { revision: null }, "This form is not complete", "0"],
    ["the revision is no number", { revision: "first" }, "Load the page again", "0"],
    ["a blank's field is missing", { "texts.formula": null }, "came without one of its fields", "0"],
    ["the exercise is unknown", { exercise: "no-such-exercise" }, "There is no such exercise here any more", "0"],
    ["the revision is an older one", { revision: "0" }, "This page is older than the exercise", "0"],
    ["the variant was never given to this person", { variant: "7" }, "This page is older than the exercise", "0"],
    ["the exercise is behind the gate", { exercise: "whole-network" }, "", "0"],
    ["an answer is too long", { [field]: "1+".repeat(2500) }, "up to 4,000 characters", "1+"],
  ])("says so when %s, keeps what was typed, and stores nothing", async (_, changes, sentence, typed) => {
    const before = await countRows();
    const body = await formWith({ [field]: "0", ...changes });
    const answer = await plainBrowser(house.origin).request(lesson, { method: "POST", body });
    expect(answer.status).toBe(200);
    const text = readableText(answer.body);
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/Not right|Could not be read/);
    expect(readForm(answer.body, field).fields.get(field)).toContain(typed);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await countRows()).toEqual(before);
  });

  it("says that the page is older than the site where the form's action is of an earlier build", async () => {
    const before = await countRows();
    const body = await formWith({ [field]: "-0.187" });
    const action = String(body.get("$ACTION_1:0"));
    body.set("$ACTION_1:0", action.replace(/"id":"[0-9a-f]+"/, `"id":"7f${"0".repeat(40)}"`));
    const answer = await plainBrowser(house.origin).request(lesson, { method: "POST", body });
    expect(answer.status).toBe(409);
    expect(readableText(answer.body)).toContain("Go back, copy what you typed, load the page again");
    expect(await countRows()).toEqual(before);
  });

  const unreadable = [
    "9^9^9^9",
    "1e400",
    "(".repeat(3999),
    "__proto__",
    "constructor",
    "NaN",
    "−0.18705675٣",
    "\u0000",
    "\ud800",
  ];
  it.each(unreadable.map((typed) => [JSON.stringify(typed).slice(0, 20), typed] as const))(
    "is read as no answer for %s",
    async (_, typed) => {
      const body = await formWith({ [field]: typed });
      const answer = await plainBrowser(house.origin).request(lesson, { method: "POST", body });
      expect(answer.status).toBe(200);
      expect(readableText(answer.body)).toContain("Could not be read");
    },
  );

  it("comes fifty times at once and counts once", async () => {
    const browser = plainBrowser(house.origin);
    await browser.send(lesson, field, { [field]: "0.5" });
    const before = await countRows();
    const body = await formWith({ [field]: "0.25" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => browser.request(lesson, { method: "POST", body })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await countRows()).submissions).toBe(before.submissions + 1);
  });
});

describe("a database that goes away", () => {
  it("for ten seconds in the middle of a submission: the person is told, nothing is half-written, the server serves on", async () => {
    const browser = plainBrowser(house.origin);
    await browser.send(lesson, field, { [field]: "0.75" });
    const before = await countRows();
    const body = await formWith({ [field]: "-0.187" });
    const postmaster = await databasePid(house.dataDir);
    if (postmaster === null) throw new Error("no database runs");
    const stopped = await stopTree(postmaster);
    const sent = browser.request(lesson, { method: "POST", body });
    await sleep(10_000);
    for (const pid of stopped) process.kill(pid, "SIGCONT");
    const answer = await sent;
    expect([200, 503]).toContain(answer.status);
    const text = readableText(answer.body);
    expect(text).toMatch(/The database does not answer just now|could not be checked just now|1 of 4 right/);
    expect(house.isAlive()).toBe(true);

    // Whether it arrived or not, sending it again makes it arrive once.
    await expect.poll(async () => (await browser.get("/readyz")).status, { timeout: 15_000 }).toBe(200);
    const again = await browser.request(lesson, { method: "POST", body });
    expect(again.status).toBe(200);
    expect(readableText(again.body)).toContain("1 of 4 right");
    expect((await countRows()).submissions).toBe(before.submissions + 1);
  }, 60_000);

  it("for good: pages kept in memory are still read, others say so with 503, and it is started again", async () => {
    const browser = plainBrowser(house.origin);
    await browser.get(lesson);
    const postmaster = await databasePid(house.dataDir);
    if (postmaster === null) throw new Error("no database runs");
    process.kill(postmaster, "SIGKILL");
    const statuses = new Set<number>();
    await expect
      .poll(
        async () => {
          expect((await plainBrowser(house.origin).get(lesson)).status).toBe(200);
          const answer = await plainBrowser(house.origin).get("/progress");
          statuses.add(answer.status);
          if (answer.status === 503) expect(answer.headers.get("retry-after")).toBe("10");
          return answer.status;
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBe(200);
    expect([...statuses].every((status) => [200, 503].includes(status))).toBe(true);
    const answer = await plainBrowser(house.origin).send(lesson, field, { [field]: "-0.187" });
    expect(readableText(answer.body)).toContain("1 of 4 right");
  }, 60_000);
});

/** Stops the database and every process of it, so that it neither answers nor hangs up. Gives those it stopped. */
async function stopTree(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const all = [pid, ...children.split(" ").filter(Boolean).map(Number)];
  for (const each of all) process.kill(each, "SIGSTOP");
  return all;
}
