import type { DeepNetwork } from "#lib/autograd/network/deep-network.ts";
import type { DesignBlank, DesignGoal } from "#lib/exercises/blank.ts";
import { networkOf, readSettings } from "#lib/exercises/network-settings.ts";
import type { SettingsProblem } from "#lib/exercises/settings-problem.ts";
import type { Place } from "#lib/expression/tree.ts";
import { type Shortfall, shortfallOf } from "./design-shortfall.ts";
import { type DesignCode, type DesignFinding, wordDesign } from "./design-wording.ts";
import { labRun } from "./lab-run.ts";
import type { BlankVerdict, PartVerdict } from "./verdict.ts";

/** Every design is run under these. One that reaches its goal under all of them does not live by luck. */
export const designSeeds = [1, 2, 3] as const;

/** A design that comes near its goal has not reached it, and must not count as solved. */
const mostCreditUnreached = 0.7;

/** Runs the learner's settings in place of those that the exercise starts from, under every seed. */
export function checkDesign(blank: DesignBlank, text: string): BlankVerdict {
  const given = readSettings(blank.run);
  const start = given.ok ? networkOf(given.settings) : given;
  if (!given.ok || !start.ok) throw new Error(`${blank.id}: its run was published and cannot be read: ${blank.run}`);
  const own = readSettings(text);
  if (!own.ok) return refuse(blank, own.problems);
  const fixed = own.settings.find(
    ({ name, change }) => !blank.settings.includes(name) && !leaves(start.network, change),
  );
  if (fixed !== undefined) {
    return verdictOn(blank, { code: "setting-fixed", name: fixed.name, free: blank.settings }, 0, [], fixed.at);
  }
  const design = networkOf([...given.settings, ...own.settings]);
  if (!design.ok) return refuse(blank, design.problems);
  return judge(blank, start.network, design.network);
}

/** What is written out once more as it stands changes nothing. */
function leaves(network: DeepNetwork, change: Partial<DeepNetwork>): boolean {
  return JSON.stringify({ ...network, ...change }) === JSON.stringify(network);
}

function refuse(blank: DesignBlank, [problem]: readonly SettingsProblem[]): BlankVerdict {
  if (problem === undefined) throw new Error("settings were refused without a problem");
  const { at, message } = problem;
  return verdictOn(blank, { code: "settings-unreadable", line: at.line, sentence: message }, 0, [], at);
}

function judge(blank: DesignBlank, start: DeepNetwork, design: DeepNetwork): BlankVerdict {
  const runs = shortfalls(design, blank.goal);
  const worst = worstOf(runs);
  const parts = worst.findings.map(partOf);
  if (worst.isReached) return verdictOn(blank, { code: "goal-reached" }, 1, parts);
  const failed = runs.filter(({ isReached }) => !isReached).length;
  const reasons = parts.filter(({ verdict }) => verdict === "incorrect").map(({ message }) => message);
  const fromStart = worstOf(shortfalls(start, blank.goal)).decades;
  const way = fromStart > worst.decades ? 1 - worst.decades / fromStart : 0;
  const score = mostCreditUnreached * way;
  return verdictOn(blank, { code: "goal-missed", reasons, failed, seeds: runs.length }, score, parts);
}

/** How far a network is from a goal, under each seed. */
export function shortfalls(network: DeepNetwork, goal: DesignGoal): readonly Shortfall[] {
  return designSeeds.map((seed) => shortfallOf(labRun({ ...network, seed }), goal, network.format));
}

function worstOf(runs: readonly Shortfall[]): Shortfall {
  return runs.reduce((worst, run) =>
    run.decades > worst.decades || (worst.isReached && !run.isReached) ? run : worst,
  );
}

const verdicts = {
  "goal-reached": "correct",
  "goal-missed": "incorrect",
  "first-learns": "correct",
  "gradient-fades": "incorrect",
  "gradients-bounded": "correct",
  "gradient-explodes": "incorrect",
  "gradient-overflows": "incorrect",
  "values-overflow": "incorrect",
  "settings-unreadable": "invalid",
  "setting-fixed": "invalid",
} as const satisfies Record<DesignCode, BlankVerdict["verdict"]>;

function partOf(finding: DesignFinding): PartVerdict {
  const verdict = verdicts[finding.code];
  return {
    part: finding.code === "first-learns" || finding.code === "gradient-fades" ? "first" : "largest",
    asked: null,
    verdict,
    score: verdict === "correct" ? 1 : 0,
    code: finding.code,
    message: wordDesign(finding),
    diagnosis: null,
    read: null,
    at: null,
  };
}

function verdictOn(
  { id }: DesignBlank,
  finding: DesignFinding,
  score: number,
  parts: readonly PartVerdict[],
  at: Place | null = null,
): BlankVerdict {
  const { code } = finding;
  const message = wordDesign(finding);
  return { blank: id, verdict: verdicts[code], score, code, message, diagnosis: null, read: null, at, parts };
}
