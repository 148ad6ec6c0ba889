import type { OrderingBlank } from "#lib/exercises/blank.ts";
import type { BlankVerdict } from "./verdict.ts";

export type OrderingCode = "right-order" | "wrong-order" | "order-unfinished";

/** The text gives every item its place, as in `1:… 3:… 2:…` with ids for the dots. */
export function checkOrdering(blank: OrderingBlank, text: string): BlankVerdict {
  const rightPlaces = new Map(blank.items.map(({ id }, place) => [id, place]));
  const given = text.split(/\s+/).flatMap((part) => {
    const [, place, id = ""] = /^(\d{1,3}):(.+)$/.exec(part) ?? [];
    const rightPlace = rightPlaces.get(id);
    return rightPlace === undefined ? [] : [{ place: Number(place), rightPlace }];
  });
  const order = given.toSorted((a, b) => a.place - b.place).map(({ rightPlace }) => rightPlace);
  const isEachOnce = [given.map(({ place }) => place), order].every((all) => new Set(all).size === blank.items.length);
  if (!isEachOnce || given.length !== blank.items.length) {
    return verdictOf(blank, "order-unfinished", 0, "Put every one of them in its place, each once.");
  }
  const early = order.findIndex((place, at) => order.slice(at + 1).some((later) => later < place));
  if (early === -1) return verdictOf(blank, "right-order", 1, "Right.");
  const reason = blank.items[order[early] ?? 0]?.reason ?? "";
  const message = `The first that comes too early is number ${early + 1}. ${reason}`.trimEnd();
  return verdictOf(blank, "wrong-order", shareInOrder(order), message);
}

/** Kendall's share of pairs that stand in their right order, from 0 at the reverse order: half by chance, so that half earns nothing. */
function shareInOrder(order: readonly number[]): number {
  let agreeing = 0;
  let pairs = 0;
  for (const [at, place] of order.entries()) {
    for (const later of order.slice(at + 1)) {
      pairs++;
      if (place < later) agreeing++;
    }
  }
  return Math.max(0, 2 * (agreeing / pairs) - 1);
}

function verdictOf(blank: OrderingBlank, code: OrderingCode, score: number, message: string): BlankVerdict {
  const verdict = code === "right-order" ? "correct" : code === "wrong-order" ? "incorrect" : "invalid";
  return { blank: blank.id, verdict, score, code, message, diagnosis: null, read: null, at: null, parts: [] };
}
