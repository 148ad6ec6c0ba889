import type { Place } from "#lib/expression/tree.ts";

/** Why the settings of a network could not be read: the code is for programs, the message for people. */
export interface SettingsProblem {
  readonly code: SettingsProblemCode;
  /** Part of a sentence, for it also stands after "line 3: ". */
  readonly message: string;
  readonly at: Place;
}

export interface SettingsProblemDetails {
  "too-long": { readonly limit: number };
  "not-a-setting": Record<never, never>;
  "unknown-setting": { readonly name: string; readonly suggestion: string | null; readonly known: readonly string[] };
  "set-twice": { readonly name: string; readonly line: number };
  "no-value": { readonly name: string; readonly example: string };
  "unknown-choice": {
    readonly name: string;
    readonly value: string;
    readonly suggestion: string | null;
    readonly known: readonly string[];
  };
  /** `range` says what the number is: "a whole number from 1 to 100". */
  "bad-number": { readonly name: string; readonly value: string; readonly range: string; readonly example: string };
  "too-much-work": { readonly work: number; readonly limit: number };
}

export type SettingsProblemCode = keyof SettingsProblemDetails;

const sentences = {
  "too-long": ({ limit }) => `the settings are longer than ${grouped(limit)} characters`,
  "not-a-setting": () => 'a setting is written as name = value, one on each line, as in "depth = 30"',
  "unknown-setting": ({ name, suggestion, known }) =>
    suggestion === null
      ? `"${name}" is no setting here: there are ${enumerate(known)}`
      : `"${name}" is no setting; did you mean ${suggestion}?`,
  "set-twice": ({ name, line }) => `"${name}" is set already, on line ${line}: keep one of the two`,
  "no-value": ({ name, example }) => `a value is missing after "${name} =", as in "${name} = ${example}"`,
  "unknown-choice": ({ name, value, suggestion, known }) =>
    suggestion === null
      ? `"${name} = ${value}" is not known: ${name} is one of ${enumerate(known)}`
      : `"${name} = ${value}" is not known; did you mean ${suggestion}?`,
  "bad-number": ({ name, value, range, example }) =>
    `"${name} = ${value}" cannot be: it is ${range}, as in "${name} = ${example}"`,
  "too-much-work": ({ work, limit }) =>
    `this network is too large for one run: depth · width² · batch is ${grouped(work)} here and may be ${grouped(limit)} at most`,
} satisfies { readonly [Code in SettingsProblemCode]: (details: SettingsProblemDetails[Code]) => string };

export function settingsProblem<Code extends SettingsProblemCode>(
  code: Code,
  at: Place,
  details: SettingsProblemDetails[Code],
): SettingsProblem {
  // Each entry takes its own code's details; indexing by a generic code loses that pairing.
  const sentence = sentences[code] as (details: SettingsProblemDetails[Code]) => string;
  return { code, message: sentence(details), at };
}

/** "a, b and c". */
export function enumerate(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
