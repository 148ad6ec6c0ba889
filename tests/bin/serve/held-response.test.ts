import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { HeldResponse } from "../../../bin/serve/held-response.ts";
import { connect, serveOnce } from "./exchange.ts";

const wanted = () => true;

/** Has a server answer with `write`, and fetches it. */
async function fetchFrom(write: (response: HeldResponse) => unknown, init: RequestInit = {}): Promise<Response> {
  const port = await serveOnce((_, response) => void write(response));
  return await fetch(`http://127.0.0.1:${port}/`, init);
}

describe("an answer that nobody holds", () => {
  it("goes out as it is written", async () => {
    const response = await fetchFrom((answer) => {
      answer.writeHead(201, "Made", { "X-A": "1" });
      answer.write("chain ");
      answer.write("cnVsZQ==", "base64");
      answer.end();
    });
    expect([response.status, response.statusText, response.headers.get("x-a")]).toEqual([201, "Made", "1"]);
    expect(await response.text()).toBe("chain rule");
  });

  it("goes out at once where its holder does not want it", async () => {
    const asked: (string | undefined)[] = [];
    const port = await serveOnce(async (_, response) => {
      response.hold({
        wants: (answer) => {
          asked.push(answer.getHeader("content-type")?.toString());
          return false;
        },
        finish: () => expect.unreachable(),
      });
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write("first");
      await sleep(60_000, null, { ref: false });
    });
    const socket = connect(port);
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    let heard = "";
    for await (const chunk of socket) {
      heard += String(chunk);
      if (heard.includes("first")) break;
    }
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(asked).toEqual(["text/event-stream"]);
  });
});

describe("a held answer", () => {
  it("is given whole, and what is sent in its place arrives", async () => {
    let given = "";
    const response = await fetchFrom((answer) => {
      answer.hold({
        wants: wanted,
        finish: (body) => {
          given = body.toString();
          answer.setHeader("X-Length", body.length);
          answer.sendWhole(Buffer.from(given.toUpperCase()));
        },
      });
      answer.writeHead(203, "Held", { "Content-Type": "text/plain", "X-Nothing": undefined });
      answer.flushHeaders();
      answer.write("chain ");
      answer.write(new Uint8Array([114, 117]));
      expect(answer.headersSent).toBe(false);
      answer.end("bGU=", "base64");
    });
    expect(given).toBe("chain rule");
    expect([response.status, response.statusText]).toEqual([203, "Held"]);
    expect(response.headers.get("x-length")).toBe("10");
    expect(await response.text()).toBe("CHAIN RULE");
  });

  it("may be of no bytes", async () => {
    const response = await fetchFrom((answer) => {
      answer.hold({ wants: wanted, finish: (body) => answer.sendWhole(Buffer.from(`${body.length} bytes`)) });
      answer.end();
    });
    expect(await response.text()).toBe("0 bytes");
  });

  it("keeps what its buffers held when they were written", async () => {
    const response = await fetchFrom((answer) => {
      answer.hold({ wants: wanted, finish: (body) => answer.sendWhole(body) });
      const buffer = Buffer.from("chain");
      answer.write(buffer);
      buffer.fill("x");
      answer.end();
    });
    expect(await response.text()).toBe("chain");
  });

  it("calls back: after each piece, and when it has been sent", async () => {
    const calls: string[] = [];
    const response = await fetchFrom((answer) => {
      answer.hold({
        wants: wanted,
        finish: async (body) => {
          await sleep(10);
          calls.push("finish");
          answer.sendWhole(body);
        },
      });
      answer.write("a", () => calls.push("written"));
      answer.write("b", "utf8", () => calls.push("written"));
      answer.end(() => calls.push("sent"));
    });
    expect(await response.text()).toBe("ab");
    expect(calls).toEqual(["written", "written", "finish", "sent"]);
  });

  it("takes nothing more once it has ended", async () => {
    let finished = 0;
    const response = await fetchFrom((answer) => {
      answer.hold({
        wants: wanted,
        finish: async (body) => {
          finished += 1;
          await sleep(10);
          answer.sendWhole(body);
        },
      });
      answer.end("whole");
      answer.write("late");
      answer.end("later");
    });
    expect(await response.text()).toBe("whole");
    expect(finished).toBe(1);
  });

  it("passes unheld, from its first byte, where it is too long to be a page", async () => {
    const piece = Buffer.alloc(3_000_000, "a");
    const response = await fetchFrom((answer) => {
      answer.hold({ wants: wanted, finish: () => expect.unreachable() });
      for (const letter of ["a", "b", "c"]) answer.write(Buffer.from(piece).fill(letter));
      answer.end("the end");
    });
    const text = await response.text();
    expect(text).toHaveLength(9_000_007);
    expect([text[0], text[3_000_000], text[6_000_000], text.slice(-7)]).toEqual(["a", "b", "c", "the end"]);
  });

  it("does not understand headers in a list, rather than lose one", async () => {
    const response = await fetchFrom((answer) => {
      answer.hold({ wants: wanted, finish: (body) => answer.sendWhole(body) });
      let thrown = "nothing";
      try {
        answer.writeHead(200, ["X-A", "1"]);
      } catch (error) {
        thrown = String(error);
      }
      answer.end(thrown);
    });
    expect(await response.text()).toBe("Error: writeHead: a list of headers cannot be held");
  });
});
