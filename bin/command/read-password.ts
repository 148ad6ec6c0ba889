import { createInterface } from "node:readline";

/** The first line of standard input; empty where nothing comes. On a terminal it says that it waits. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) console.error("Type the password, then Enter. It is shown as you type.");
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
    process.stdin.destroy();
  }
}
