import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startMeasured } from "./server.ts";

const learners = 50;
/** Between two answers of one learner, in ms: quicker than anybody calculates. */
const thinkingTime = 2_000;
const answersEach = 8;
const lesson = "/lessons/backpropagation-by-hand";

/**
 * Fifty learners at once, each with a session of their own, who send an answer every two seconds, as the page's script does: the
 * time until the verdict is there, whole. Their first answers, which begin the sessions, are not counted.
 */
export async function measureLoad(dataDir: string): Promise<readonly string[]> {
  const server = await startMeasured(path.join(dataDir, "load"));
  try {
    const page = await (await fetch(server.origin + lesson)).text();
    const action = /name="\$ACTION_\d+:0" value="([^"]*)"/.exec(page)?.[1]?.replaceAll("&quot;", '"');
    if (action === undefined) throw new Error("the lesson's page has no form of an exercise");
    const { id } = JSON.parse(action) as { readonly id: string };
    const taken: number[] = [];
    await Promise.all(
      Array.from({ length: learners }, async (_, learner) => {
        const send = sender(server.origin, id);
        await send(learner);
        await sleep((learner / learners) * thinkingTime);
        for (let answer = 0; answer < answersEach; answer++) {
          const begun = performance.now();
          await send(learner + learners * (answer + 1));
          taken.push(performance.now() - begun);
          await sleep(thinkingTime);
        }
      }),
    );
    const sorted = taken.toSorted((a, b) => a - b);
    const share = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(0);
    const said = `median ${share(0.5)} ms, p95 ${share(0.95)} ms, slowest ${share(1)} ms`;
    return [`${learners} learners, an answer every ${thinkingTime / 1000} s each (${sorted.length} in all): ${said}`];
  } finally {
    await server.stop();
  }
}

/** Sends other texts each time: the same texts would be the same submission. */
function sender(origin: string, action: string): (number: number) => Promise<void> {
  let cookie = "";
  return async (number) => {
    const body = new FormData();
    const fields = {
      exercise: "first-gradient",
      revision: "1",
      variant: "0",
      intent: "check",
      "texts.loss-slope": "y3 - t",
      "texts.output-slope": `0.25 + 0.001*${number}`,
      "texts.gradient": "-0.0170",
      "texts.formula": `(y3-t)*y3*(1-y3)*y2*${number}/${number}`,
    };
    for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value);
    body.append("0", '[{"status":"untouched"},"$K1"]');
    const headers = {
      "Next-Action": action,
      Origin: origin,
      Accept: "text/x-component",
      ...(cookie && { Cookie: cookie }),
    };
    const response = await fetch(origin + lesson, { method: "POST", headers, body });
    const text = await response.text();
    if (response.status !== 200 || !text.includes("solvedBlanks")) {
      throw new Error(`an answer came back with ${response.status} and no verdict: ${text.slice(0, 300)}`);
    }
    const given = response.headers.getSetCookie()[0]?.split(";")[0];
    if (given !== undefined) cookie = given;
  };
}
