import { type DeepNetwork, mostWork, plainNetwork, workOf } from "#lib/autograd/network/deep-network.ts";
import { excerpt } from "#lib/expression/scan.ts";
import { nearest } from "#lib/expression/suggest.ts";
import type { Place } from "#lib/expression/tree.ts";
import { type SettingName, type SettingRule, settingNames, settingRules } from "./setting-rules.ts";
import { plainWord } from "./setting-values.ts";
import { type SettingsProblem, settingsProblem } from "./settings-problem.ts";

/** One line that was read. */
export interface Setting {
  readonly name: SettingName;
  readonly change: Partial<DeepNetwork>;
  readonly at: Place;
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: readonly Setting[] }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

export type ReadNetwork =
  | { readonly ok: true; readonly network: DeepNetwork }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

export const longestSettings = 4000;
/** More would be no help: the first few are mended first. */
const mostProblems = 10;

/** Lines `depth = 30`, `activation = relu`; `#` starts a comment. Any text gives settings, or what is wrong and where. */
export function readSettings(text: string): ReadSettings {
  if (text.length > longestSettings) {
    const problem = settingsProblem("too-long", { line: 1, column: 1 }, { limit: longestSettings });
    return { ok: false, problems: [problem] };
  }
  const settings = new Map<SettingName, Setting>();
  const problems: SettingsProblem[] = [];
  for (const [index, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.replace(/#.*$/, "");
    if (line.trim() === "") continue;
    const read = readLine(line, index + 1);
    if ("code" in read) {
      problems.push(read);
      continue;
    }
    const earlier = settings.get(read.name);
    if (earlier === undefined) settings.set(read.name, read);
    else problems.push(settingsProblem("set-twice", read.at, { name: read.name, line: earlier.at.line }));
  }
  return problems.length === 0
    ? { ok: true, settings: [...settings.values()] }
    : { ok: false, problems: problems.slice(0, mostProblems) };
}

/** The network of a text; what it leaves out is as in `plainNetwork`, and there are as many inputs and outputs as units. */
export function readNetwork(text: string): ReadNetwork {
  const read = readSettings(text);
  return read.ok ? networkOf(read.settings) : read;
}

/** The network that settings make; later ones win. Refused where a run would be too much work. */
export function networkOf(settings: readonly Setting[]): ReadNetwork {
  const changes: Partial<DeepNetwork> = Object.assign({}, ...settings.map(({ change }) => change));
  const { width } = { ...plainNetwork, ...changes };
  const network: DeepNetwork = { ...plainNetwork, inputs: width, outputs: width, ...changes };
  const work = workOf(network);
  if (work <= mostWork) return { ok: true, network };
  const largest = settings.findLast(({ name }) => countsForWork.has(name));
  const problem = settingsProblem("too-much-work", largest?.at ?? { line: 1, column: 1 }, { work, limit: mostWork });
  return { ok: false, problems: [problem] };
}

const countsForWork: ReadonlySet<SettingName> = new Set([
  "depth",
  "width",
  "inputs",
  "outputs",
  "batch",
  "initialisation",
]);

const namesByWord: ReadonlyMap<string, SettingName> = new Map(
  settingNames.flatMap((name) =>
    [name, ...(settingRules[name] as SettingRule).aliases].map((word) => [word, name] as const),
  ),
);

function readLine(line: string, number: number): Setting | SettingsProblem {
  const at = { line: number, column: line.search(/\S/) + 1 };
  const equals = line.indexOf("=");
  if (equals === -1) return settingsProblem("not-a-setting", at, {});
  const word = line.slice(0, equals).trim();
  const name = namesByWord.get(plainWord(word));
  if (name === undefined) {
    if (word === "") return settingsProblem("not-a-setting", at, {});
    const suggestion = nearest(plainWord(word), [...namesByWord.keys()]);
    return settingsProblem("unknown-setting", at, { name: excerpt(word), suggestion, known: settingNames });
  }
  const rule: SettingRule = settingRules[name];
  const value = line.slice(equals + 1).trim();
  if (value === "") return settingsProblem("no-value", at, { name, example: rule.example });
  const atValue = { line: number, column: line.length - line.slice(equals + 1).trimStart().length + 1 };
  const read = rule.read(value.replace(/\s+/g, " "));
  if (read.ok) return { name, change: read.value, at };
  const { misfit } = read;
  return misfit.code === "bad-number"
    ? settingsProblem("bad-number", atValue, { ...misfit, name, value: excerpt(value) })
    : settingsProblem("unknown-choice", atValue, { ...misfit, name, value: excerpt(value) });
}
