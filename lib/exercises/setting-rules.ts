import { type DeepActivationName, deepActivations } from "#lib/autograd/network/deep-activation.ts";
import {
  type DeepNetwork,
  type Distribution,
  type Initialisation,
  mostLayers,
  mostSamples,
  mostUnits,
  scaledRules,
} from "#lib/autograd/network/deep-network.ts";
import {
  plainWord,
  type Reading,
  readChoice,
  readPositive,
  readSigned,
  readWhole,
  refuseNumber,
  splitNumber,
} from "./setting-values.ts";

/** One thing about a network that a line can set. */
export interface SettingRule {
  /** Other spellings of its name. */
  readonly aliases: readonly string[];
  /** A value that may stand there, for messages. */
  readonly example: string;
  readonly read: (text: string) => Reading<Partial<DeepNetwork>>;
}

const largestSeed = 2 ** 31 - 1;

/** Every setting, in the order in which they are listed to people. */
export const settingRules = {
  depth: whole("depth", 1, mostLayers, "30", ["layers"]),
  width: whole("width", 1, mostUnits, "16", ["units"]),
  activation: {
    aliases: [],
    example: "relu",
    read: (text) => as("activation", readChoice(text, activationWords, Object.keys(deepActivations))),
  },
  initialisation: {
    aliases: ["initialization", "init"],
    example: "he",
    read: (text) => as("initialisation", readInitialisation(text)),
  },
  scale: {
    aliases: ["gain"],
    example: "1.5",
    read: (text) => as("scale", readPositive(text, "1.5")),
  },
  bias: {
    aliases: ["biases"],
    example: "yes",
    read: (text) =>
      as(
        "bias",
        readUnless(text, { yes: 0, no: null }, () => readSigned(text, "0.1")),
      ),
  },
  skip: {
    aliases: ["skips", "residual"],
    example: "yes",
    read: (text) =>
      as(
        "skip",
        readUnless(text, { yes: 1, no: 0 }, () => readEvery(text)),
      ),
  },
  normalisation: {
    aliases: ["normalization", "norm"],
    example: "batch",
    read: (text) => as("normalisation", readChoice(text, normalisationWords, ["none", "batch", "layer"])),
  },
  batch: whole("batch", 1, mostSamples, "32", ["batch-size", "samples"]),
  inputs: whole("inputs", 1, mostUnits, "2", []),
  outputs: whole("outputs", 1, mostUnits, "1", []),
  output: {
    aliases: ["last-layer"],
    example: "linear",
    read: (text) => as("hasLinearOutput", readChoice(text, outputWords, ["activation", "linear"])),
  },
  input: { aliases: [], example: "normal 1", read: (text) => as("input", readDistribution(text)) },
  target: { aliases: ["targets"], example: "normal 1", read: (text) => as("target", readDistribution(text)) },
  seed: whole("seed", 0, largestSeed, "1", []),
  format: {
    aliases: ["precision", "numbers"],
    example: "float32",
    read: (text) => as("format", readChoice(text, formatWords, ["float64", "float32", "float16"])),
  },
} as const satisfies Readonly<Record<string, SettingRule>>;

export type SettingName = keyof typeof settingRules;

export const settingNames = Object.keys(settingRules) as readonly SettingName[];

function whole(
  name: "depth" | "width" | "inputs" | "outputs" | "batch" | "seed",
  least: number,
  most: number,
  example: string,
  aliases: readonly string[],
): SettingRule {
  return { aliases, example, read: (text) => as(name, readWhole(text, least, most, example)) };
}

/** A value as the one change that it makes. */
function as<Name extends keyof DeepNetwork>(
  name: Name,
  reading: Reading<DeepNetwork[Name]>,
): Reading<Partial<DeepNetwork>> {
  return reading.ok ? { ok: true, value: { [name]: reading.value } } : reading;
}

const activationWords: ReadonlyMap<string, DeepActivationName> = new Map([
  ...(Object.keys(deepActivations) as DeepActivationName[]).map((name) => [name.replace("_", "-"), name] as const),
  ["leakyrelu", "leaky_relu"],
  ["swish", "silu"],
  ["identity", "linear"],
  ["none", "linear"],
]);

const normalisationWords: ReadonlyMap<string, DeepNetwork["normalisation"]> = new Map([
  ["none", "none"],
  ["no", "none"],
  ["batch", "batch"],
  ["batch-norm", "batch"],
  ["batchnorm", "batch"],
  ["layer", "layer"],
  ["layer-norm", "layer"],
  ["layernorm", "layer"],
]);

const outputWords: ReadonlyMap<string, boolean> = new Map([
  ["activation", false],
  ["linear", true],
]);

const formatWords: ReadonlyMap<string, DeepNetwork["format"]> = new Map([
  ["float64", "float64"],
  ["float32", "float32"],
  ["float16", "float16"],
]);

/** The rules by the names people give them: Xavier Glorot and Kaiming He are called by either name. */
const scaledWords: ReadonlyMap<string, Initialisation> = new Map(
  scaledRules.flatMap((rule) => {
    const otherName = rule.replace("glorot", "xavier").replace("he-", "kaiming-");
    // Without a shape of the distribution, the normal one is meant: what counts is the deviation.
    const short = rule.endsWith("-normal") ? [rule, otherName].map((name) => name.replace("-normal", "")) : [];
    return [rule, otherName, ...short].map((word) => [word, { rule }] as const);
  }),
);

const distributionNames = ["constant", "uniform", "normal"] as const;
const distributionWords: ReadonlyMap<string, Distribution["rule"]> = new Map(
  distributionNames.map((name) => [name, name]),
);
const initialisationNames = ["he", "glorot", "xavier", ...scaledRules, ...distributionNames];

/** `he`, or a distribution with its number: `normal 0.1`. */
function readInitialisation(text: string): Reading<Initialisation> {
  const { word, number } = splitNumber(text);
  const rule = distributionWords.get(plainWord(word));
  return rule === undefined
    ? readChoice(text, scaledWords, initialisationNames)
    : readDistributionOf(rule, number, weightExamples);
}

/** As for weights; a number alone is constant, and the deviation and the limit are 1 unless said. */
function readDistribution(text: string): Reading<Distribution> {
  const { word, number } = splitNumber(text);
  if (word.trim() === "") return readDistributionOf("constant", number, inputExamples);
  const rule = readChoice(word, distributionWords, distributionNames);
  if (!rule.ok) return rule;
  return readDistributionOf(rule.value, number === "" && rule.value !== "constant" ? "1" : number, inputExamples);
}

const weightExamples = { constant: "constant 0.5", uniform: "uniform 0.1", normal: "normal 0.1" } as const;
const inputExamples = { constant: "constant 1", uniform: "uniform 1", normal: "normal 1" } as const;

function readDistributionOf(
  rule: Distribution["rule"],
  number: string,
  examples: Readonly<Record<Distribution["rule"], string>>,
): Reading<Distribution> {
  const example = examples[rule];
  if (number === "") return refuseNumber(`${rule} with a number behind it`, example);
  const read = rule === "constant" ? readSigned(number, example) : readPositive(number, example);
  if (!read.ok) return read;
  const { value } = read;
  if (rule === "constant") return { ok: true, value: { rule, value } };
  return { ok: true, value: rule === "uniform" ? { rule, limit: value } : { rule, deviation: value } };
}

/** `yes` and `no`, in the words people use for them, else something longer. */
function readUnless<Yes, No>(
  text: string,
  { yes, no }: { readonly yes: Yes; readonly no: No },
  otherwise: () => Reading<Yes | No>,
): Reading<Yes | No> {
  const word = text.trim().toLowerCase();
  if (word === "yes" || word === "on" || word === "true") return { ok: true, value: yes };
  if (word === "no" || word === "off" || word === "false" || word === "none") return { ok: true, value: no };
  return otherwise();
}

/** `2` or `every 2`: a connection round every two layers. */
function readEvery(text: string): Reading<number> {
  const { word, number } = splitNumber(text);
  const isNumber = word.trim() === "" || word.trim().toLowerCase() === "every";
  const read = isNumber ? readWhole(number, 1, mostLayers, "2") : null;
  if (read?.ok) return read;
  return refuseNumber("yes, no, or how many layers each connection goes round", "2");
}
