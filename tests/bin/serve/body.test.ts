import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { forgetBody, waitForBody } from "../../../bin/serve/body.ts";
import { connect, serveOnce } from "./exchange.ts";

const limit = 1_000;
const head = "POST / HTTP/1.1\r\nHost: a\r\n";

/** Starts a request whose body `send` writes; gives what the wait came to, and the body as a later reader finds it. */
async function judge(send: (socket: Socket) => unknown): Promise<{ outcome: boolean | null; body: Buffer | null }> {
  let settle: (judged: { outcome: boolean | null; body: Buffer | null }) => void = () => {};
  const judged = new Promise<{ outcome: boolean | null; body: Buffer | null }>((resolve) => {
    settle = resolve;
  });
  const port = await serveOnce(
    async (request, response) => {
      const outcome = await waitForBody(request, limit);
      settle({ outcome, body: outcome ? await readAll(request) : null });
      response.end();
    },
    { highWaterMark: 2 * limit },
  );
  await send(connect(port));
  return await judged;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

describe("a body", () => {
  it.each([
    ["of no bytes", ""],
    ["of one byte", "a"],
    ["of just the limit", "a".repeat(limit)],
  ])("%s is left whole for whoever reads it next", async (_, text) => {
    const sized = `${head}Content-Length: ${text.length}\r\n\r\n${text}`;
    const inChunks = `${head}Transfer-Encoding: chunked\r\n\r\n${text === "" ? "" : chunk(text)}0\r\n\r\n`;
    for (const request of [sized, inChunks])
      expect(await judge((socket) => socket.write(request))).toEqual({ outcome: true, body: Buffer.from(text) });
  });

  it("that comes in pieces is waited for", async () => {
    const judged = await judge(async (socket) => {
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      for (const text of ["chain ", "rule"]) {
        socket.write(chunk(text));
        await sleep(20);
      }
      socket.write("0\r\n\r\n");
    });
    expect(judged).toEqual({ outcome: true, body: Buffer.from("chain rule") });
  });

  it("of one byte more than the limit is noticed before it ends", async () => {
    const judged = await judge((socket) =>
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk("a".repeat(limit + 1))}`),
    );
    expect(judged.outcome).toBe(false);
  });

  it("whose sender goes away is nobody's", async () => {
    const judged = await judge(async (socket) => {
      socket.write(`${head}Content-Length: 10\r\n\r\nabc`);
      await sleep(50);
      socket.destroy();
    });
    expect(judged.outcome).toBeNull();
  });
});

describe("a refused body", () => {
  /** How long the forgetting took, in ms. */
  async function forget(send: (socket: Socket) => unknown): Promise<number> {
    let settle: (took: number) => void = () => {};
    const took = new Promise<number>((resolve) => {
      settle = resolve;
    });
    const port = await serveOnce(async (request, response) => {
      const began = performance.now();
      await forgetBody(request);
      settle(performance.now() - began);
      response.end();
    });
    await send(connect(port));
    return await took;
  }

  it("is read to its end", async () => {
    expect(await forget((socket) => socket.write(`${head}Content-Length: 3\r\n\r\nabc`))).toBeLessThan(2_000);
  });

  it("is not waited for once its sender is gone", async () => {
    const took = await forget(async (socket) => {
      socket.write(`${head}Content-Length: 10\r\n\r\nabc`);
      await sleep(50);
      socket.destroy();
    });
    expect(took).toBeLessThan(2_000);
  });

  it("is cut off where it has no end", async () => {
    const piece = Buffer.alloc(1_000_000, "a");
    const took = await forget((socket) => {
      socket.write(`${head}Content-Length: 99000000\r\n\r\n`);
      for (let number = 0; number < 6; number += 1) socket.write(piece);
    });
    expect(took).toBeLessThan(2_000);
  });

  it("is not waited for when nothing more of it comes", async () => {
    const took = await forget((socket) => socket.write(`${head}Content-Length: 10\r\n\r\nabc`));
    expect(took).toBeGreaterThan(2_900);
  }, 10_000);
});
