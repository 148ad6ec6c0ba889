import http, { type IncomingMessage, ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { HeldResponse } from "../../../bin/serve/held-response.ts";

type Listener = (request: IncomingMessage, response: HeldResponse) => void;

/** A server on a port of its own, gone when the test is over. Gives the port. */
export async function serveOnce(listener: Listener, options: http.ServerOptions = {}): Promise<number> {
  return listenFor(http.createServer({ ...options, ServerResponse: HeldResponse }, listener));
}

export async function listenFor(server: net.Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A bare connection, to send what no client library would. */
export function connect(port: number): net.Socket {
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** A response that goes nowhere, to read its headers. */
export function unsentResponse(): ServerResponse {
  return new ServerResponse(new http.IncomingMessage(new net.Socket()));
}
