import { deepActivations } from "#lib/autograd/network/deep-activation.ts";
import { scaledRules } from "#lib/autograd/network/deep-network.ts";
import type { Blank } from "./blank.ts";
import { readNetwork } from "./network-settings.ts";
import { type SettingName, type SettingRule, settingRules } from "./setting-rules.ts";
import { plainWord } from "./setting-values.ts";

/** A named field of a prediction or a design: together they make the text, a line `name = value` each. */
export interface NamedField {
  readonly name: string;
  /** What may be chosen; none where anything may be typed. */
  readonly words: readonly string[];
  readonly example: string;
  /** What stands there before anything is typed. */
  readonly value: string;
}

/** A setting of the network that is run, as its author wrote it. */
export interface GivenSetting {
  readonly name: string;
  readonly value: string;
}

/** Words for a setting that has them, for a list to choose from; others may be typed as well. */
const settingWords: Partial<Record<SettingName, readonly string[]>> = {
  activation: Object.keys(deepActivations),
  initialisation: [...scaledRules, "normal 0.1", "uniform 0.1", "constant 0.5"],
  bias: ["no", "0", "0.1"],
  skip: ["no", "yes", "2"],
  normalisation: ["none", "batch", "layer"],
  output: ["activation", "linear"],
  format: ["float64", "float32", "float16"],
};

/** The fields of a prediction or a design; none of any other blank. */
export function fieldsOf(blank: Blank): readonly NamedField[] {
  if (blank.as === "prediction") {
    const read = readNetwork(blank.run);
    const layers = Array.from({ length: read.ok ? read.network.depth : 0 }, (_, place) => String(place + 1));
    return blank.asks.map((ask) =>
      ask === "factor"
        ? { name: "factor", words: [], example: "1000", value: "" }
        : { name: "layer", words: layers, example: "1", value: "" },
    );
  }
  if (blank.as !== "design") return [];
  const given = new Map(givenSettings(blank).map(({ name, value }) => [plainWord(name), value]));
  return blank.settings.map((name) => {
    const rule: SettingRule = settingRules[name];
    const value = [name, ...rule.aliases].map((word) => given.get(word)).find((found) => found !== undefined) ?? "";
    return { name, words: settingWords[name] ?? [], example: rule.example, value };
  });
}

/** A design that nobody has changed is no answer yet: its fields begin with the author's settings. */
export function isUntouched(blank: Blank, text: string): boolean {
  if (text.trim() === "") return true;
  if (blank.as !== "design") return false;
  const lines = (whole: string) =>
    whole
      .split("\n")
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter(Boolean);
  const begun = fieldsOf(blank).flatMap(({ name, value }) => (value === "" ? [] : `${name} = ${value}`));
  return lines(text).join("\n") === begun.join("\n");
}

/** What the author fixes of the network that is run; none of any other blank. */
export function givenSettings(blank: Blank): readonly GivenSetting[] {
  if (blank.as !== "prediction" && blank.as !== "design") return [];
  return blank.run.split(/\r\n|\r|\n/).flatMap((line) => {
    const [name = "", value] = line.replace(/#.*$/, "").split("=");
    return value === undefined ? [] : [{ name: name.trim(), value: value.trim() }];
  });
}
