// Where the browser tests find Chromium: what is there already, else Playwright's own, else Debian's.
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { node, run, StageFailed } from "./prepare.mjs";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/** A download may take this long, and finding out that there is none this long, in ms. */
const patience = { download: 600_000, probe: 5_000, packages: 600_000, version: 20_000 };
const advice =
  "No Chromium was found, and none could be installed. Install one, then name it: CHROMIUM=/path/to/chromium npm test";

/** The path of a Chromium that starts. */
export async function findChromium(say) {
  const own = process.env.CHROMIUM;
  if (own) {
    if (await starts(own)) return own;
    throw new StageFailed(`CHROMIUM is ${own}, which does not start.`);
  }
  for (const candidate of [ownOfPlaywright(), ...installed]) if (await starts(candidate)) return candidate;
  if (await canDownload()) {
    say("Installing Chromium for the browser tests.");
    await run(node, ["node_modules/@playwright/test/cli.js", "install", "chromium"], advice, {
      limit: patience.download,
    }).catch(() => {});
    if (await starts(ownOfPlaywright())) return ownOfPlaywright();
  }
  if (process.platform === "linux" && process.getuid?.() === 0) {
    say("Installing Chromium from the system's packages for the browser tests.");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], advice, { limit: patience.packages, env });
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], advice, {
      limit: patience.packages,
      env,
    });
    if (await starts("/usr/bin/chromium")) return "/usr/bin/chromium";
  }
  throw new StageFailed(advice);
}

function ownOfPlaywright() {
  return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
}

/** There, and able to run: a downloaded one may lack libraries of the system. */
async function starts(file) {
  try {
    await access(file);
    await run(file, ["--version"], "", { limit: patience.version });
    return true;
  } catch {
    return false;
  }
}

/** A closed machine lets a download wait for minutes, so it is asked first. */
async function canDownload() {
  return fetch("https://cdn.playwright.dev/", { method: "HEAD", signal: AbortSignal.timeout(patience.probe) }).then(
    () => true,
    () => false,
  );
}
