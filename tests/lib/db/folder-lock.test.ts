import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeLock, waitForLock } from "#lib/db/folder-lock.ts";
import { killScript, startScript } from "#tests/fixtures/embedded.ts";

let file: string;
beforeEach(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  file = path.join(folder, "lock");
});

describe("a lock on a file", () => {
  it.each([
    ["alone", "alone", false],
    ["alone", "shared", false],
    ["shared", "alone", false],
    ["shared", "shared", true],
  ] as const)("held %s, asked for %s: %s", (held, asked, isGiven) => {
    const first = takeLock(file, held);
    const second = takeLock(file, asked);
    expect(second !== null).toBe(isGiven);
    second?.release();
    first?.release();
    const third = takeLock(file, asked);
    expect(third).not.toBeNull();
    third?.release();
  });

  it("is held by each who shares it, until the last one lets go", () => {
    const [one, two] = [takeLock(file, "shared"), takeLock(file, "shared")];
    one?.release();
    expect(takeLock(file, "alone")).toBeNull();
    two?.release();
    const alone = takeLock(file, "alone");
    expect(alone).not.toBeNull();
    alone?.release();
  });

  it("leaves the file empty", async () => {
    for (const kind of ["alone", "shared"] as const) takeLock(file, kind)?.release();
    expect((await stat(file)).size).toBe(0);
  });

  it("that cannot be asked for is no lock that somebody holds", () => {
    expect(() => takeLock(path.join(file, "lock"), "alone")).toThrow();
  });

  it("of a process that was killed is free at once", async () => {
    const script = `
      import { takeLock } from "#lib/db/folder-lock.ts";
      console.log(takeLock(process.argv[1], "alone") !== null);
      setInterval(() => {}, 1000);`;
    const { child, line } = await startScript(script, [file]);
    expect(line).toBe("true");
    expect(takeLock(file, "shared")).toBeNull();
    await killScript(child);
    const free = takeLock(file, "alone");
    expect(free).not.toBeNull();
    free?.release();
  });
});

describe("waiting for a lock", () => {
  it("ends when it is let go", async () => {
    const held = takeLock(file, "alone");
    const waiting = waitForLock(file, "shared", 10_000);
    setTimeout(() => held?.release(), 30);
    const lock = await waiting;
    expect(lock).not.toBeNull();
    lock?.release();
  });

  it("ends with nothing when patience does, at once where there is none", async () => {
    const held = takeLock(file, "shared");
    expect(await waitForLock(file, "alone", 50)).toBeNull();
    expect(await waitForLock(file, "alone", 0)).toBeNull();
    held?.release();
  });
});
