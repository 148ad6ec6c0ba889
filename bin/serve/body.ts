import type { IncomingMessage } from "node:http";

/**
 * Waits until the whole body stands in the request's own buffer, unread, so that whoever reads it next finds it there.
 * `true`: it is complete and within `limit` bytes. `false`: it grew past the limit; what came so far is still buffered.
 * Null: the connection broke off.
 *
 * Node fills that buffer up to its high-water mark, then stops reading the connection. The server sets the mark above
 * the limit, so a longer body is always noticed, and never more than the mark is held.
 */
export function waitForBody(request: IncomingMessage, limit: number): Promise<boolean | null> {
  return new Promise((resolve) => {
    function finish(outcome: boolean | null): void {
      request.off("readable", look);
      request.off("close", broken);
      // Node settles who may read the stream a moment after a listener has gone.
      setImmediate(() => resolve(outcome));
    }
    function broken(): void {
      finish(null);
    }
    function look(): void {
      if (request.readableLength > limit) finish(false);
      else if (request.complete) finish(true);
    }
    request.on("readable", look);
    request.on("close", broken);
    look();
  });
}

/** How long, and how much of, a body that was refused is still read, so that the sender finds the answer and not a broken line. */
const lingering = { time: 3_000, bytes: 4_000_000 };

/** Reads and forgets what is still coming; resolves when it is over, or enough. */
export function forgetBody(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const timer = setTimeout(resolve, lingering.time);
    request.on("data", (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > lingering.bytes) resolve();
    });
    for (const event of ["end", "close", "error"]) request.once(event, () => resolve());
    request.once("close", () => clearTimeout(timer));
    request.resume();
  });
}
