import { afterEach, describe, expect, it, vi } from "vitest";
import { longestText, parseChain, parseTightLine } from "#lib/expression/parse.ts";
import { network } from "./network-vocabulary.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** How often a character or a table of names was looked at. Time would say the same, but not twice alike. */
function countVisits(text: string): number {
  const spies = [
    vi.spyOn(String.prototype, "charCodeAt"),
    vi.spyOn(String.prototype, "charAt"),
    vi.spyOn(String.prototype, "codePointAt"),
    vi.spyOn(Map.prototype, "get"),
    vi.spyOn(Set.prototype, "has"),
  ];
  parseChain(text, network);
  parseTightLine(text, network);
  const visits = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return visits;
}

/** Every kind of part that is looked at again, or ahead of its turn: brackets, accents, layers, bars, runs of letters, labels. */
const parts = [
  ..."( { [ | ( ) { } [[ \\hat \\hat{ \\bar{x} {\\hat{ {x}_ {x}_1 x_ W^{(1)} W^{( W^T_3 ^ ^{ _3 \\frac \\frac{ \\dv \\dv{x} dx/ dy3dy3/ dL/dy3 d dd"
    .split(" ")
    .filter((part) => part !== ""),
  ..."\\underbrace{ \\underbrace{x}_{ }_{ }^{ \\max{( \\max( \\sigma{ |x |x| ‖x‖ ŷ y\u0302 1,5 1, 1{,} 1e 12345 W3y2 x0 e2 \\\\ & &= = =x x= ' ½ ² σ' -".split(
    " ",
  ),
  "x+",
  "x ",
  "\\begin{matrix}",
  "\\begin{matrix}x&",
];

describe("what reading a text costs", () => {
  it.each(parts)("grows no faster than the text that repeats %s", (part) => {
    const repeat = (length: number) => part.repeat(Math.floor(length / part.length));
    const [half, whole] = [longestText / 2, longestText].map((length) => countVisits(repeat(length)));
    // Twice the text, twice the cost; a quarter more is left for tables that grow on the way.
    expect(whole).toBeLessThanOrEqual(2.5 * (half ?? 0) + 1000);
    // No character is looked at more than a hundred times, in the four readings a text may get: both commas, both bindings.
    expect(whole).toBeLessThanOrEqual(4 * 100 * longestText);
  });
});
