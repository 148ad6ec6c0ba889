import http from "node:http";
import { BlockList } from "node:net";
import pino from "pino";
import { expect, it } from "vitest";
import { makeAnswerMemory } from "../../../bin/serve/finish.ts";
import { bodyLimit } from "../../../bin/serve/gate.ts";
import { makeServer } from "../../../bin/serve/http-server.ts";
import { makeListener } from "../../../bin/serve/listener.ts";
import { listenFor } from "./exchange.ts";

const origin = "https://learn.example.org";

/** The house before an application that says how long a body it was given. */
function openHouse(): Promise<number> {
  const server = makeServer(
    makeListener({
      application: async (request, response) => {
        let length = 0;
        for await (const chunk of request) length += (chunk as Buffer).length;
        response.end(`${length} bytes`);
      },
      origins: [origin],
      trustedProxies: new BlockList(),
      sessionCookie: "session",
      isDevelopment: false,
      database: { isUp: () => true, ask: async () => true },
      memory: makeAnswerMemory(),
      log: pino({ enabled: false }),
    }),
  );
  return listenFor(server);
}

/** Sends a body only once the server asks for it, as `Expect: 100-continue` promises. */
function sendWhenWelcome(port: number, body: string, headers: Record<string, string>): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, method: "POST", headers: { expect: "100-continue", ...headers } });
    request.on("continue", () => request.end(body));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve([response.statusCode ?? 0, text]));
    });
    request.on("error", reject);
    request.flushHeaders();
  });
}

it("asks for a body that waits to be welcome", async () => {
  const port = await openHouse();
  expect(await sendWhenWelcome(port, "hello", { origin, "content-length": "5" })).toEqual([200, "5 bytes"]);
  expect(await sendWhenWelcome(port, "hello", { origin, "transfer-encoding": "chunked" })).toEqual([200, "5 bytes"]);
});

it("refuses one that is not welcome before it is sent", async () => {
  const port = await openHouse();
  const tooLarge = { origin, "content-length": String(bodyLimit + 1) };
  expect((await sendWhenWelcome(port, "", tooLarge))[0]).toBe(413);
  expect((await sendWhenWelcome(port, "", { origin: "https://evil.example", "content-length": "5" }))[0]).toBe(403);
});
