import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A server as `npm start` starts it, from the first moment to the first whole page. */
export interface MeasuredServer {
  readonly origin: string;
  /** From its start until its home page was there as a whole. */
  readonly seconds: number;
  stop(): Promise<void>;
}

export async function startMeasured(dataDir: string): Promise<MeasuredServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: "", ORIGIN: "" },
    stdio: "ignore",
  });
  while (!(await isWhole(`${origin}/`))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} before its first page`);
    await sleep(10);
  }
  const seconds = (performance.now() - begun) / 1000;
  return {
    origin,
    seconds,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function isWhole(address: string): Promise<boolean> {
  const page = await fetch(address).then(
    (response) => (response.ok ? response.text() : ""),
    () => "",
  );
  return page.includes("</html>");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return address.port;
}
