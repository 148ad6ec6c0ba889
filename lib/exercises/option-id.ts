import { randomKey } from "./random.ts";

/**
 * The name under which an option or an item is sent: a hash of what it says. Names given by an author ("right-one") or by place
 * would tell the answer to whoever reads the page's source.
 */
export function optionId(text: string): string {
  const { key, stream } = randomKey(text);
  return `${key.toString(36)}-${stream.toString(36)}`;
}

/** The order in which options are shown: a variant's own, and not the author's. */
export function shuffled<T extends { readonly id: string }>(options: readonly T[], seed: string): readonly T[] {
  const place = new Map(options.map((option) => [option.id, randomKey(`${seed}/${option.id}`)]));
  const keyOf = ({ id }: T) => place.get(id)?.key ?? 0;
  return options.toSorted((a, b) => keyOf(a) - keyOf(b) || (a.id < b.id ? -1 : 1));
}
