import { describe, expect, it } from "vitest";
import { throttle, tryLimits, tryWindow } from "#lib/accounts/throttle.ts";
import { db } from "#lib/db/client.ts";
import { client, makeUser, now, secondsLater } from "#tests/fixtures/accounts.ts";

const email = "ada@example.org";
const refused = { ok: false, refusal: { code: "too-many-tries" } };

const isLetIn = async (address: string, from: string, at = now) => (await throttle(address, from, at)).ok;

/** How many of `count` tries, one after the other, are let through. */
async function countLetIn(count: number, tryOnce: (turn: number) => Promise<boolean>): Promise<number> {
  let letIn = 0;
  for (let turn = 0; turn < count; turn++) if (await tryOnce(turn)) letIn++;
  return letIn;
}

describe("tries for one e-mail address", () => {
  it("are let through ten times a minute, whichever client they come from", async () => {
    expect(await countLetIn(15, (turn) => isLetIn(email, `192.0.2.${turn}`))).toBe(10);
    expect(await throttle(email, client, now)).toEqual(refused);
    expect(await isLetIn("bob@example.org", client)).toBe(true);
  });

  it("are counted alike whether the address has an account or not", async () => {
    await makeUser(email);
    for (const address of [email, "nobody@example.org"]) {
      expect(await countLetIn(12, () => isLetIn(address, client))).toBe(10);
    }
  });

  it("are never more than ten in any minute: each is forgotten a minute after it was made", async () => {
    const everyThreeSeconds = Array.from({ length: 100 }, (_, turn) => secondsLater(3 * turn));
    const letIn: number[] = [];
    for (const at of everyThreeSeconds) if (await isLetIn(email, client, at)) letIn.push(at.getTime());
    for (const [place, at] of letIn.entries()) {
      const tenth = letIn[place + 10];
      if (tenth !== undefined) expect(tenth - at).toBeGreaterThanOrEqual(tryWindow);
    }
    // Ten at once, then a wait of half a minute, over and over: five minutes hold five times ten.
    expect(letIn).toHaveLength(50);
  });

  it("are refused up to the last millisecond of the minute and let through after it", async () => {
    expect(await countLetIn(10, () => isLetIn(email, client))).toBe(10);
    const end = now.getTime() + tryWindow;
    expect(await isLetIn(email, client, new Date(end - 1))).toBe(false);
    expect(await countLetIn(11, () => isLetIn(email, client, new Date(end)))).toBe(10);
  });

  it("do not wait longer for having been repeated while they were refused", async () => {
    await countLetIn(10, () => isLetIn(email, client));
    expect(await countLetIn(59, (turn) => isLetIn(email, client, secondsLater(1 + turn)))).toBe(0);
    expect(await isLetIn(email, client, secondsLater(60))).toBe(true);
  });
});

describe("tries of one client", () => {
  const somebody = (turn: number) => `learner-${turn}@example.org`;

  it("are let through a hundred times a minute, whichever addresses they are for", async () => {
    expect(await countLetIn(105, (turn) => isLetIn(somebody(turn), client))).toBe(100);
    expect(await isLetIn(email, "192.0.2.8")).toBe(true);
    expect(await isLetIn(email, client, secondsLater(60))).toBe(true);
  });

  it("count together for all addresses of an IPv6 network of 64 bits", async () => {
    expect(await countLetIn(105, (turn) => isLetIn(somebody(turn), `2001:db8::${turn.toString(16)}`))).toBe(100);
    expect(await isLetIn(email, "2001:db8:0:1::1")).toBe(true);
  });

  it("use up nobody's tries once they are refused", async () => {
    await countLetIn(100, (turn) => isLetIn(somebody(turn), client));
    expect(await countLetIn(20, () => isLetIn(email, client))).toBe(0);
    expect(await countLetIn(11, () => isLetIn(email, "192.0.2.8"))).toBe(10);
  });
});

describe("tries at once", () => {
  it("of thirty for one address let exactly ten through", async () => {
    const results = await Promise.all(Array.from({ length: 30 }, (_, turn) => isLetIn(email, `192.0.2.${turn % 3}`)));
    expect(results.filter(Boolean)).toHaveLength(10);
  });

  it("of a hundred and fifty from one client let exactly a hundred through", async () => {
    const results = await Promise.all(
      Array.from({ length: 150 }, (_, turn) => isLetIn(`learner-${turn}@example.org`, client)),
    );
    expect(results.filter(Boolean)).toHaveLength(100);
  });

  it("beside the clearing away of their own old rows lose no count", async () => {
    await isLetIn(email, client);
    const results = await Promise.all(Array.from({ length: 30 }, () => isLetIn(email, client, secondsLater(61))));
    expect(results.filter(Boolean)).toHaveLength(10);
  });
});

it("takes other limits from its argument", async () => {
  const limits = { perEmail: 3, perClient: 5 };
  expect(await countLetIn(4, async () => (await throttle(email, client, now, limits)).ok)).toBe(3);
  // Four were counted for the client: the fourth came as far as the address's limit.
  expect(await countLetIn(2, async (turn) => (await throttle(`${turn}@example.org`, client, now, limits)).ok)).toBe(1);
  expect(tryLimits).toEqual({ perEmail: 10, perClient: 100 });
});

describe("the table of tries", () => {
  it("names nobody", async () => {
    await throttle(email, client, now);
    const rows = await db.recentTries.findMany();
    expect(rows.map((row) => row.keyHash)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/ada|192\.0\.2/);
  });

  it("is cleared of rows older than a minute by whoever comes next, faster than it fills", async () => {
    for (let turn = 0; turn < 15; turn++) await throttle(`learner-${turn}@example.org`, `198.51.100.${turn}`, now);
    expect(await db.recentTries.count()).toBe(30);
    await throttle(email, client, secondsLater(59));
    expect(await db.recentTries.count()).toBe(32);
    await throttle(email, client, secondsLater(60));
    expect(await db.recentTries.count()).toBe(12);
    await throttle(email, client, secondsLater(60));
    expect(await db.recentTries.count()).toBe(2);
  });

  it("holds no more than eleven tries for an address, however many come", async () => {
    await countLetIn(40, () => isLetIn(email, client));
    const lengths = (await db.recentTries.findMany()).map((row) => row.tries.length);
    expect(lengths.toSorted((one, other) => one - other)).toEqual([11, 40]);
  });
});
