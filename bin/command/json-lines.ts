import { done, type Outcome, refused } from "./outcome.ts";
import type { Reply } from "./request.ts";

/** A line may hold a whole model of 400 lines of 4,000 characters, each of them escaped. */
const longestLine = 16_000_000;

/**
 * Answers standard input line by line: each answer is written before the next line is read. Lines that could not be answered
 * say so themselves, and count in the end. Whoever reads the answers may stop at any time.
 */
export async function answerLines(answer: (line: string) => Reply): Promise<Outcome> {
  if (process.stdin.isTTY) console.error("Type one JSON object a line, and end with Ctrl-D.");
  let isRead = true;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isRead = false;
  });
  let failed = 0;
  for await (const line of linesOf(process.stdin)) {
    if (line.trim() === "") continue;
    const reply = answer(line);
    if ("error" in reply) failed++;
    await write(`${JSON.stringify(reply)}\n`);
    if (!isRead) break;
  }
  process.stdin.destroy();
  if (failed === 0 || !isRead) return done(null);
  return refused(`${failed === 1 ? "One line" : `${failed} lines`} could not be answered; each says why.`);
}

/** Waits until the text is taken, so that a slow reader holds back the work. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** Cut at line feeds alone: JSON may hold the other signs that end a line. What is too long is cut short, and then no JSON. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  for await (const bytes of input) {
    const [first = "", ...others] = decoder.decode(bytes, { stream: true }).split("\n");
    for (const [index, piece] of [first, ...others].entries()) {
      if (index > 0) {
        yield parts.join("");
        parts = [];
        length = 0;
      }
      if (length <= longestLine) parts.push(piece);
      length += piece.length;
    }
  }
  yield parts.join("") + decoder.decode();
}
