import type { IncomingMessage } from "node:http";
import type { BlockList } from "node:net";
import type { Logger } from "pino";
import { forgetBody, waitForBody } from "./body.ts";
import { clientAddress } from "./client-address.ts";
import { type AnswerMemory, completeAnswer, isToBeHeld, sendAnswer } from "./finish.ts";
import { bodyLimit, decideRefusal, stripInternalHeaders } from "./gate.ts";
import type { HeldResponse } from "./held-response.ts";
import { loggedPath } from "./log.ts";
import { markingPolicy, setSecurityHeaders } from "./policy.ts";
import {
  bodyTooLarge,
  brokenAnswer,
  noDatabase,
  olderPage,
  type Reader,
  type Refusal,
  writeRefusal,
} from "./refusal.ts";

/** What the server in front of the application needs to know and to ask. */
export interface House {
  /** The application itself: Next. */
  readonly application: (request: IncomingMessage, response: HeldResponse) => Promise<void>;
  readonly origins: readonly string[];
  readonly trustedProxies: BlockList;
  /** Name of the cookie that makes a request somebody's. */
  readonly sessionCookie: string;
  readonly isDevelopment: boolean;
  readonly database: { isUp(): boolean; ask(): Promise<boolean> };
  readonly memory: AnswerMemory;
  readonly log: Logger;
}

export type Listener = (request: IncomingMessage, response: HeldResponse) => void;

export function makeListener(house: House): Listener {
  return (request, response) => {
    const begun = performance.now();
    const { method = "GET", url = "/" } = request;
    const isAsset = url.startsWith("/_next/");
    response.once("close", () => {
      const line = {
        method,
        path: loggedPath(url),
        status: response.statusCode,
        ms: Math.round(performance.now() - begun),
      };
      if (!response.writableFinished) house.log.info({ ...line, status: null }, "the client went away");
      else if (response.statusCode >= 500) house.log.error(line, "failed");
      else if (!isAsset) house.log.info(line, "answered");
    });
    answer(house, request, response).catch((error: unknown) => {
      house.log.error({ err: error, method, path: loggedPath(url) }, "the application threw");
      if (response.headersSent) response.destroy();
      else refuse(request, response, house.database.isUp() ? brokenAnswer : noDatabase);
    });
  };
}

function whoReads(request: IncomingMessage): Reader {
  return request.url?.startsWith("/api/") ? "program" : isForRouter(request) ? "router" : "person";
}

function refuse(request: IncomingMessage, response: HeldResponse, refusal: Refusal): void {
  const body = writeRefusal(response, refusal, whoReads(request));
  response.sendWhole(request.method === "HEAD" ? Buffer.alloc(0) : body);
}

/** Refuses a request whose body may still be coming: the answer goes out, the rest is read and forgotten, the line is closed. */
async function refuseAndForget(request: IncomingMessage, response: HeldResponse, refusal: Refusal): Promise<void> {
  if (request.complete || !hasBody(request)) return refuse(request, response, refusal);
  const body = writeRefusal(response, refusal, whoReads(request));
  response.shouldKeepAlive = false;
  response.write(body);
  await forgetBody(request);
  response.end();
}

/** Asked for by Next's router in the page, not by a navigation of the browser. */
function isForRouter(request: IncomingMessage): boolean {
  return request.headers.rsc !== undefined || request.headers["next-action"] !== undefined;
}

async function answer(house: House, request: IncomingMessage, response: HeldResponse): Promise<void> {
  const { method = "GET", url = "/" } = request;
  setSecurityHeaders(response, house.isDevelopment);
  if (url === "/healthz") return sendPlain(response, 200, "alive");
  if (url === "/readyz") {
    const isReady = await house.database.ask();
    return sendPlain(response, isReady ? 200 : 503, isReady ? "ready" : "the database does not answer");
  }

  const refusal = decideRefusal({ method, url, headers: request.headers }, house.origins);
  if (refusal) return refuseAndForget(request, response, refusal);
  if (hasBody(request)) {
    // Whoever sent `Expect: 100-continue` holds the body back until they hear that it is welcome.
    if (request.headers.expect !== undefined) response.writeContinue();
    const isWithin = await waitForBody(request, bodyLimit);
    if (isWithin === null) return;
    if (!isWithin) return refuseAndForget(request, response, bodyTooLarge);
  }

  const address = clientAddress(
    request.socket.remoteAddress ?? "",
    headerText(request, "x-forwarded-for"),
    house.trustedProxies,
  );
  stripInternalHeaders(request.headers, house.isDevelopment);
  nameOrigin(request, house.origins, address);
  if (house.isDevelopment) return house.application(request, response);
  return answerHeld(house, request, response);
}

/** Has the application answer, and sends what it wrote completed; from memory where that is somebody's without a session. */
async function answerHeld(house: House, request: IncomingMessage, response: HeldResponse): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const isHead = method === "HEAD";
  const address = mayBeKept(request, house.sessionCookie) ? url : null;
  const kept = address === null ? null : house.memory.read(address);
  if (kept) return sendAnswer(request, response, kept, { isHead, isKept: true });
  if (!house.database.isUp() && !url.startsWith("/_next/")) return refuse(request, response, noDatabase);

  const since = house.memory.now();
  // Whoever asks for the head alone gets the head of the whole answer.
  if (isHead) request.method = "GET";
  request.headers["content-security-policy"] = markingPolicy;
  const finish = async (body: Buffer): Promise<void> => {
    if (response.statusCode >= 500 && !(await house.database.ask())) return refuse(request, response, noDatabase);
    if (isOfOlderPage(response)) return refuse(request, response, olderPage);
    const { answer: whole, isShared } = completeAnswer(response, body);
    const isKept = isShared && address !== null;
    if (isKept) house.memory.keep(address, whole, since);
    await sendAnswer(request, response, whole, { isHead, isKept });
  };
  response.hold({
    wants: isToBeHeld,
    finish: (body) => {
      finish(body).catch((error: unknown) => {
        house.log.error({ err: error, path: loggedPath(url) }, "an answer could not be completed");
        response.destroy();
      });
    },
  });
  await house.application(request, response);
}

/** A form that was made before the present build: Next does not know its action. */
function isOfOlderPage(response: HeldResponse): boolean {
  return response.statusCode === 409 && response.hasHeader("x-nextjs-action-not-found");
}

/** A page or file asked for by nobody in particular: no session, not for the router, no query to fill the memory with. */
function mayBeKept(request: IncomingMessage, sessionCookie: string): boolean {
  const { method = "", url = "", headers } = request;
  const cookies = (headers.cookie ?? "").split(";").map((cookie) => cookie.trim().split("=")[0]);
  const isReading = method === "GET" || method === "HEAD";
  return isReading && !isForRouter(request) && !url.includes("?") && !headers.range && !cookies.includes(sessionCookie);
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/** Tells Next under which name it was reached: one of ours, whatever the request claims. */
function nameOrigin(request: IncomingMessage, origins: readonly string[], address: string): void {
  const named = origins.map((origin) => new URL(origin)).find((origin) => origin.host === request.headers.host);
  const origin = named ?? new URL(origins[0] ?? "");
  request.headers.host = origin.host;
  request.headers["x-forwarded-host"] = origin.host;
  request.headers["x-forwarded-proto"] = origin.protocol.slice(0, -1);
  request.headers["x-forwarded-for"] = address;
}

function sendPlain(response: HeldResponse, status: number, sentence: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(`${sentence}\n`);
}
