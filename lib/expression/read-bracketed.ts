import { currentOffset, descend, grow, placeAt, type Reading, refuse, written } from "./reading.ts";
import type { Tree } from "./tree.ts";

/** `(…)`, `{…}`, `[…]`: the brackets are gone from the tree. */
export function readGroup(reading: Reading): Tree | null {
  reading.at++;
  if (reading.tokens[reading.at]?.kind === "close") return refuse(reading, "bracket-empty", currentOffset(reading), {});
  const bar = reading.openBar;
  reading.openBar = "none";
  const inside = descend(reading) ? reading.readExpression(reading) : null;
  reading.depth--;
  reading.openBar = bar;
  if (inside === null) return null;
  // The brackets pair, as was checked before: what stands here instead of the closing one is too much inside them.
  if (reading.tokens[reading.at]?.kind !== "close") return refuseInside(reading);
  reading.at++;
  return inside;
}

/** `[1, 2]`, `[[1], [2]]`, `[1,]` with a single entry. */
export function readList(reading: Reading, from: number): Tree | null {
  reading.at++;
  const items = readSeparated(reading, true);
  return items === null ? null : grow(reading, { kind: "list", items, at: placeAt(reading, from) });
}

/** Expressions between commas up to the closing bracket, which is read too. In a list a comma may follow the last one. */
export function readSeparated(reading: Reading, mayEndWithComma: boolean): Tree[] | null {
  const bar = reading.openBar;
  reading.openBar = "none";
  const items = descend(reading) ? readItems(reading, mayEndWithComma) : null;
  reading.depth--;
  reading.openBar = bar;
  return items;
}

function readItems(reading: Reading, mayEndWithComma: boolean): Tree[] | null {
  if (reading.tokens[reading.at]?.kind === "close") return refuse(reading, "bracket-empty", currentOffset(reading), {});
  const items: Tree[] = [];
  for (;;) {
    const item = reading.readExpression(reading);
    if (item === null) return null;
    items.push(item);
    const separator = reading.tokens[reading.at];
    if (separator?.kind === "comma") reading.at++;
    const isAtEnd = reading.tokens[reading.at]?.kind === "close";
    if (isAtEnd && (separator?.kind === "close" || mayEndWithComma)) {
      reading.at++;
      return items;
    }
    if (separator?.kind !== "comma") return refuseInside(reading);
  }
}

/** Refuses what stands where a bracket should close. */
function refuseInside(reading: Reading): null {
  const token = reading.tokens[reading.at];
  if (token?.kind === "comma") return refuse(reading, "comma-alone", token.from, {});
  if (token?.kind === "equals") return refuse(reading, "equals-inside", token.from, {});
  return refuse(reading, "not-expected", currentOffset(reading), { found: written(reading, token) });
}
