import pino, { type Logger } from "pino";

/** Lines of JSON. On a terminal only what needs attention: the person there wants the stages of the start and no chatter. */
export function makeLog(): Logger {
  return pino({ base: null, level: process.stdout.isTTY ? "warn" : "info", timestamp: pino.stdTimeFunctions.isoTime });
}

/**
 * The path of a request as the log may know it: without its query, and with everything that looks like a token left out
 * (the one-time link of the first admin is a path).
 */
export function loggedPath(url: string): string {
  const [path = ""] = url.split("?", 1);
  return path.replace(/[\w-]{20,}/g, (segment) => (/\d/.test(segment) ? "…" : segment)).slice(0, 200);
}
