import { type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from "node:http";

type Done = (error?: Error | null) => void;
type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** How an answer is held back. */
export interface Holder {
  /** Asked once, when the answer's headers are known. False lets it pass as it comes. */
  readonly wants: (response: HeldResponse) => boolean;
  /** Given the whole body in place of the client; answers with `sendWhole`. */
  readonly finish: (body: Buffer) => void;
}

/** More than any page; a longer answer passes unheld, from its first byte. */
const limit = 8_000_000;

/**
 * An answer that can be looked at as a whole before its first byte leaves, whoever writes it. Give it to
 * `http.createServer({ ServerResponse: HeldResponse })`. Without `hold` it behaves as any other.
 */
export class HeldResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  #holder: Holder | null = null;
  #isHeld = false;
  #chunks: Buffer[] = [];
  #size = 0;

  hold(holder: Holder): void {
    this.#holder = holder;
  }

  /** Sends a body in place of the held one. */
  sendWhole(body: Buffer): void {
    this.#pass();
    super.end(body);
  }

  #pass(): void {
    this.#holder = null;
    this.#isHeld = false;
    this.#chunks = [];
  }

  /** Whether the bytes that come now are to be held. */
  #decide(): boolean {
    if (this.#holder && !this.#isHeld) {
      if (this.#holder.wants(this)) this.#isHeld = true;
      else this.#pass();
    }
    return this.#isHeld;
  }

  #take(chunk: unknown, encoding: BufferEncoding | undefined): void {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Uint8Array);
    this.#size += bytes.length;
    this.#chunks.push(bytes);
  }

  override writeHead(status: number, second?: string | Headers, third?: Headers): this {
    if (!this.#holder) {
      // Two overloads of Node's, one after the other.
      if (typeof second === "string") return super.writeHead(status, second, third);
      return super.writeHead(status, second);
    }
    this.statusCode = status;
    if (typeof second === "string") this.statusMessage = second;
    const headers = typeof second === "string" ? third : second;
    if (Array.isArray(headers)) throw new Error("writeHead: a list of headers cannot be held");
    for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override flushHeaders(): void {
    if (!this.#decide()) super.flushHeaders();
  }

  override write(chunk: unknown, second?: BufferEncoding | Done, third?: Done): boolean {
    const encoding = typeof second === "string" ? second : undefined;
    const done = typeof second === "function" ? second : third;
    if (!this.#decide()) return encoding ? super.write(chunk, encoding, done) : super.write(chunk, done);
    this.#take(chunk, encoding);
    if (done) process.nextTick(done);
    if (this.#size > limit) {
      const whole = Buffer.concat(this.#chunks);
      this.#pass();
      return super.write(whole);
    }
    return true;
  }

  override end(first?: unknown, second?: BufferEncoding | (() => void), third?: () => void): this {
    const done = [first, second, third].find((each) => typeof each === "function") as (() => void) | undefined;
    const encoding = typeof second === "string" ? second : undefined;
    const chunk = typeof first === "function" ? undefined : first;
    if (!this.#decide()) {
      if (chunk === undefined || chunk === null) return super.end(done);
      return encoding ? super.end(chunk, encoding, done) : super.end(chunk, done);
    }
    if (chunk !== undefined && chunk !== null) this.#take(chunk, encoding);
    const finish = this.#holder?.finish;
    const body = Buffer.concat(this.#chunks);
    this.#chunks = [];
    // Whatever is still written to it comes too late.
    this.#holder = { wants: () => true, finish: () => {} };
    if (done) this.once("finish", done);
    finish?.(body);
    return this;
  }
}
