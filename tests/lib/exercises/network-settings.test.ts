import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeepNetwork, mostWork, plainNetwork, workOf } from "#lib/autograd/network/deep-network.ts";
import { longestSettings, readNetwork, readSettings } from "#lib/exercises/network-settings.ts";
import { readPlainNumber } from "#lib/exercises/plain-number.ts";
import { type SettingRule, settingNames, settingRules } from "#lib/exercises/setting-rules.ts";

function networkOf(text: string): DeepNetwork {
  const read = readNetwork(text);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.network;
}

function problemsOf(text: string) {
  const read = readNetwork(text);
  if (read.ok) throw new Error(`"${text}" was read`);
  return read.problems;
}

describe("settings that are read", () => {
  it("are the plain network where nothing is said", () => {
    expect(networkOf("")).toEqual(plainNetwork);
    expect(networkOf("  # depth = 3\n\n")).toEqual(plainNetwork);
  });

  it.each<[string, Partial<DeepNetwork>]>([
    ["depth = 30", { depth: 30 }],
    ["depth=30 # deep", { depth: 30 }],
    ["  Depth  =  3e1 ", { depth: 30 }],
    ["layers = 7", { depth: 7 }],
    ["width = 4", { width: 4, inputs: 4, outputs: 4 }],
    ["width = 4\noutputs = 1", { width: 4, inputs: 4, outputs: 1 }],
    ["outputs = 1\nwidth = 4\ninputs = 2", { width: 4, inputs: 2, outputs: 1 }],
    ["activation = relu", { activation: "relu" }],
    ["activation = Leaky ReLU", { activation: "leaky_relu" }],
    ["activation = leaky_relu", { activation: "leaky_relu" }],
    ["activation = LeakyReLU", { activation: "leaky_relu" }],
    ["activation = swish", { activation: "silu" }],
    ["activation = none", { activation: "linear" }],
    ["initialisation = he", { initialisation: { rule: "he-normal" } }],
    ["initialization = Kaiming uniform", { initialisation: { rule: "he-uniform" } }],
    ["init = xavier", { initialisation: { rule: "glorot-normal" } }],
    ["init = glorot_uniform", { initialisation: { rule: "glorot-uniform" } }],
    ["init = orthogonal", { initialisation: { rule: "orthogonal" } }],
    ["init = constant 0.5", { initialisation: { rule: "constant", value: 0.5 } }],
    ["init = constant -0.5", { initialisation: { rule: "constant", value: -0.5 } }],
    ["init = constant(0.5)", { initialisation: { rule: "constant", value: 0.5 } }],
    ["init = constant .5", { initialisation: { rule: "constant", value: 0.5 } }],
    ["init = normal 1/10", { initialisation: { rule: "normal", deviation: 0.1 } }],
    ["init = uniform 0,25", { initialisation: { rule: "uniform", limit: 0.25 } }],
    ["scale = 1.5", { scale: 1.5 }],
    ["gain = 10^-3", { scale: 0.001 }],
    ["bias = no", { bias: null }],
    ["bias = yes", { bias: 0 }],
    ["bias = −0.1", { bias: -0.1 }],
    ["skip = yes", { skip: 1 }],
    ["skip = no", { skip: 0 }],
    ["residual = every 2", { skip: 2 }],
    ["skip = 3", { skip: 3 }],
    ["normalisation = batch", { normalisation: "batch" }],
    ["normalization = LayerNorm", { normalisation: "layer" }],
    ["batch = 8", { batch: 8 }],
    ["output = linear", { hasLinearOutput: true }],
    ["input = 1", { input: { rule: "constant", value: 1 } }],
    ["input = uniform", { input: { rule: "uniform", limit: 1 } }],
    ["target = normal 2", { target: { rule: "normal", deviation: 2 } }],
    ["seed = 0", { seed: 0 }],
    ["format = float16", { format: "float16" }],
    ["depth = 3\r\nseed = 2\ractivation = elu", { depth: 3, seed: 2, activation: "elu" }],
  ])("%j", (text, change) => {
    expect(networkOf(text)).toEqual({ ...plainNetwork, ...change });
  });

  it("hold every example that a message gives", () => {
    for (const name of settingNames) {
      const rule: SettingRule = settingRules[name];
      for (const word of [name, ...rule.aliases]) expect(readNetwork(`${word} = ${rule.example}`).ok, word).toBe(true);
    }
  });

  it("know where they stand", () => {
    const read = readSettings("# a network\n   depth = 3");
    expect(read.ok && read.settings).toEqual([{ name: "depth", change: { depth: 3 }, at: { line: 2, column: 4 } }]);
  });
});

describe("settings that are refused", () => {
  it.each([
    ["activation = rleu", "unknown-choice", 1, 14, '"activation = rleu" is not known; did you mean relu?'],
    ["activation =sigmiod", "unknown-choice", 1, 13, '"activation = sigmiod" is not known; did you mean sigmoid?'],
    ["\n dept = 3", "unknown-setting", 2, 2, '"dept" is no setting; did you mean depth?'],
    [
      "normalisation = sometimes",
      "unknown-choice",
      1,
      17,
      '"normalisation = sometimes" is not known: normalisation is one of none, batch and layer',
    ],
    ["depth 30", "not-a-setting", 1, 1, 'a setting is written as name = value, one on each line, as in "depth = 30"'],
    ["= 3", "not-a-setting", 1, 1, 'a setting is written as name = value, one on each line, as in "depth = 30"'],
    ["depth =", "no-value", 1, 1, 'a value is missing after "depth =", as in "depth = 30"'],
    ["seed = 1\nseed = 1", "set-twice", 2, 1, '"seed" is set already, on line 1: keep one of the two'],
    ["layers = 2\ndepth = 3", "set-twice", 2, 1, '"depth" is set already, on line 1: keep one of the two'],
    ["depth = 0", "bad-number", 1, 9, '"depth = 0" cannot be: it is a whole number from 1 to 100, as in "depth = 30"'],
    [
      "depth = 2.5",
      "bad-number",
      1,
      9,
      '"depth = 2.5" cannot be: it is a whole number from 1 to 100, as in "depth = 30"',
    ],
    ["scale = 0", "bad-number", 1, 9, '"scale = 0" cannot be: it is a number above 0, up to 1000, as in "scale = 1.5"'],
    [
      "skip = maybe",
      "bad-number",
      1,
      8,
      '"skip = maybe" cannot be: it is yes, no, or how many layers each connection goes round, as in "skip = 2"',
    ],
    [
      "init = normal",
      "bad-number",
      1,
      8,
      '"initialisation = normal" cannot be: it is normal with a number behind it, as in "initialisation = normal 0.1"',
    ],
  ])("%j as %s", (text, code, line, column, message) => {
    expect(problemsOf(text)[0]).toEqual({ code, message, at: { line, column } });
  });

  it.each([
    "depth = 1e9",
    "depth = -3",
    "depth = NaN",
    "depth = Infinity",
    "depth = 1e400",
    "depth = 10^999",
    "depth = depth",
    "depth = (((((",
    "width = 65",
    "batch = 257",
    "seed = 4294967296",
    "scale = 1e-400",
    "scale = sqrt(2)",
    "scale = [1, 2]",
    "bias = 1/0",
    "init = he 2",
    "init = normal -1",
    "input = constant",
    "__proto__ = 1",
    "constructor = 1",
    "toString = relu",
    "activation = __proto__",
    "activation = toString",
    "normalisation = hasOwnProperty",
    "\u0000 = \u0000",
    "depth == 3",
  ])("%j, whatever it is meant to do", (text) => {
    const [problem] = problemsOf(text);
    expect(problem?.message.length).toBeLessThan(400);
    expect(problem?.at.line).toBe(1);
  });

  it("that are too much work together, at the last line that makes them so", () => {
    const text = "width = 64\ndepth = 100\nactivation = relu";
    const [problem] = problemsOf(text);
    expect(problem).toEqual({
      code: "too-much-work",
      message:
        "this network is too large for one run: depth · width² · batch is 13,107,200 here and may be 2,000,000 at most",
      at: { line: 2, column: 1 },
    });
  });

  it("that are longer than any settings, at once", () => {
    for (const text of ["x".repeat(1e6), "\n".repeat(1e6), "depth = 3\n".repeat(1e5), "= ".repeat(5e5)]) {
      const started = performance.now();
      expect(problemsOf(text)).toMatchObject([{ code: "too-long", at: { line: 1, column: 1 } }]);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });

  it("as several problems, but not as hundreds", () => {
    expect(problemsOf("a = 1\ndepth = 3\nb = 2")).toHaveLength(2);
    expect(problemsOf("a\n".repeat(1000)).length).toBeLessThanOrEqual(10);
  });
});

it("answers any text at all, with a network that can be run or with places in the text", () => {
  const words = fc.constantFrom(
    ...settingNames,
    "=",
    " = ",
    "\n",
    "#",
    "(",
    "-",
    "1",
    "0.5",
    "1e9",
    "he",
    "relu",
    "every",
  );
  const text = fc.oneof(
    fc.string({ maxLength: 300, unit: "binary" }),
    fc.array(fc.oneof(words, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const read = readNetwork(typed);
      if (read.ok) {
        expect(workOf(read.network)).toBeLessThanOrEqual(mostWork);
        return;
      }
      expect(read.problems.length).toBeGreaterThan(0);
      const lines = typed.split(/\r\n|\r|\n/);
      for (const { at } of read.problems) {
        expect(at.column).toBeGreaterThanOrEqual(1);
        expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? "").length + 1);
      }
    }),
    { numRuns: 400 },
  );
});

it("takes no longer for the worst text of the longest length", () => {
  const worst = [" ".repeat(3990), "a ".repeat(1995), "1".repeat(3990), "(".repeat(3990), "-".repeat(3990)];
  for (const value of worst) {
    const text = `init = ${value}!`.slice(0, longestSettings);
    const started = performance.now();
    expect(readNetwork(text).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  }
});

describe("a number as people write it", () => {
  it.each([
    ["0.5", 0.5],
    ["1e-9", 1e-9],
    ["10^-9", 1e-9],
    ["1/1000", 0.001],
    ["−2", -2],
    ["1,5", 1.5],
    ["2*3+1", 7],
    ["e", Math.E],
  ])("%s", (text, value) => {
    expect(Math.abs((readPlainNumber(text)?.value ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-15 * Math.abs(value));
  });

  it.each(["", "x", "1/0", "sqrt(2)", "[1, 2]", "NaN", "1e400", "1e-400", "1e-300*1e-300", "2 = 2", "1e-300^2"])(
    "and not %j",
    (text) => {
      expect(readPlainNumber(text)).toBeNull();
    },
  );
});
