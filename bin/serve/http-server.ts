import { once } from "node:events";
import http, { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { createServer } from "node:net";
import type { Env } from "#lib/env.ts";
import { bodyLimit } from "./gate.ts";
import { HeldResponse } from "./held-response.ts";
import type { Listener } from "./listener.ts";

/** The port or address cannot be had; `message` says what to do. */
export class CannotListen extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CannotListen";
  }
}

/** A client has this long, in ms, to send its headers, and its whole request. */
const patience = { headers: 10_000, request: 30_000 };

export type HouseServer = Server<typeof IncomingMessage, typeof HeldResponse>;

export function makeServer(listener: Listener): HouseServer {
  const server = http.createServer(
    {
      ServerResponse: HeldResponse,
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 5_000,
      // Above the largest body, so that a larger one is noticed (body.ts).
      highWaterMark: 2 * bodyLimit,
    },
    listener,
  );
  server.maxHeadersCount = 100;
  server.on("checkContinue", listener);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => answerBrokenRequest(error, socket as Socket));
  return server;
}

/** What is no HTTP, too slow or too long never becomes a request; it gets one line and the connection ends. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
  const status = statuses[error.code ?? ""] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function explain(error: NodeJS.ErrnoException, { host, port }: Env): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} of ${host} is in use by another program. Stop it, or set PORT to another one.`;
  if (error.code === "EACCES") return `This user may not listen on port ${port}. Set PORT to one above 1023.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1.`;
  return `Cannot listen on ${host}, port ${port}: ${error.message}.`;
}

/** Listens and lets go again: a port that is taken is said before anything is started. */
export async function checkPort(env: Env): Promise<void> {
  const probe = createServer();
  await listen(probe, env);
  await new Promise((resolve) => probe.close(resolve));
}

export async function listen(server: import("node:net").Server, env: Env): Promise<void> {
  server.listen(env.port, env.host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new CannotListen(explain(cause as NodeJS.ErrnoException, env), { cause });
  }
}

/** Takes no more connections, lets running requests finish for `patience` ms, then cuts them off. */
export async function closeServer(server: HouseServer, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(cut);
}
