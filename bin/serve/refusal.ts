import type { ServerResponse } from "node:http";
import { setSecurityHeaders } from "./policy.ts";

/** An answer that is given before Next, or instead of it. */
export interface Refusal {
  readonly status: 403 | 404 | 409 | 413 | 500 | 503;
  readonly title: string;
  /** What happened and what to do, one paragraph each; plain text. */
  readonly sentences: readonly string[];
}

const escapeText = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function printMain({ status, title, sentences }: Refusal): string {
  return `<main>
<h1>${escapeText(title)}</h1>
${sentences.map((sentence) => `<p>${escapeText(sentence)}</p>`).join("\n")}
<p><small>Status ${status}</small></p>
</main>`;
}

/**
 * Next sends an empty page where a lesson is not there or a page broke, and has scripts fill it. A reader without scripts
 * gets the sentences. `html` is returned as it is if it is no such shell.
 */
export function fillErrorShell(html: string, refusal: Refusal): string {
  if (!html.includes('<html id="__next_error__"')) return html;
  return html.replace("<body>", () => `<body><noscript>${printMain(refusal)}</noscript>`);
}

/** A page without scripts, styles of others or anything that could fail too. */
function printPage(refusal: Refusal): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(refusal.title)}</title>
<style>body { max-width: 34rem; margin: 15vh auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif } small { opacity: 0.7 }</style>
</head>
<body>
${printMain(refusal)}
</body>
</html>
`;
}

/** Who reads the refusal: a person in a browser, Next's router in the page, or a program under /api. */
export type Reader = "person" | "router" | "program";

/**
 * Puts the refusal's status and headers on a response, in place of any that were there, and gives the body. The router
 * shows a plain text as an error, and would try to read anything else as its own.
 */
export function writeRefusal(response: ServerResponse, refusal: Refusal, reader: Reader): Buffer {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  setSecurityHeaders(response, false);
  const { status, title, sentences } = refusal;
  const message = sentences.join(" ");
  const [type, body] = {
    person: ["text/html", printPage(refusal)] as const,
    router: ["text/plain", `${title}. ${message}\n`] as const,
    program: ["application/json", `${JSON.stringify({ error: { title, message } })}\n`] as const,
  }[reader];
  response.statusCode = status;
  response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  if (status === 503) response.setHeader("Retry-After", "10");
  return Buffer.from(body);
}

export const bodyTooLarge: Refusal = {
  status: 413,
  title: "That was too much at once",
  sentences: [
    "What you sent is larger than 64 kB, so nothing of it was kept.",
    "Go back, shorten it and send it again.",
  ],
};

export const noDatabase: Refusal = {
  status: 503,
  title: "One moment, please",
  sentences: [
    "The database does not answer just now, so this page could not be made. If you sent something, nothing of it was kept by this answer.",
    "Wait a few seconds and try again. What you typed is still there when you go back.",
  ],
};

export const brokenAnswer: Refusal = {
  status: 500,
  title: "Something broke here",
  sentences: ["This page could not be made; the fault is ours and was written to the log.", "Go back and try again."],
};

export const olderPage: Refusal = {
  status: 409,
  title: "This page is older than the site",
  sentences: [
    "The site was renewed after you opened the page that this came from, so nothing of it was kept.",
    "Go back, copy what you typed, load the page again and send it once more.",
  ],
};

export const noSuchPage: Refusal = {
  status: 404,
  title: "There is no such page",
  sentences: [
    "Nothing stands at this address: it may be mistyped, or a lesson may have been taken offline. Whatever you have solved is kept.",
    "Check the address, or begin at the home page.",
  ],
};

export const badAddress: Refusal = {
  status: 404,
  title: "There is no such page",
  sentences: ["The address of your request is not one of this site.", "Check it, or begin at the home page."],
};

export function foreignOrigin(origin: string): Refusal {
  return {
    status: 403,
    title: "This came from another site",
    sentences: [
      "A form on this site may only be sent from this site, so nothing was changed.",
      `Open ${origin} and send it from there. Whoever runs the site under another address sets ORIGIN to it.`,
    ],
  };
}
