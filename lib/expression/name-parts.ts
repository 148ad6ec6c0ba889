/** A name as it is set: its letters, an accent over them, and what stands below. */
export interface NameParts {
  /** One letter, the name of a greek one, or a word. */
  readonly letters: string;
  readonly accent: Accent | null;
  readonly below: readonly string[];
}

export type Accent = "hat" | "bar" | "tilde" | "vec";

/** "delta2_1" is δ with 2 and 1 below, "W_out" is W with "out" below; "yhat3" and "y3_hat" are ŷ with 3 below. */
export function partsOfName(name: string): NameParts {
  const [, letters = name, number = "", rest = ""] = /^([A-Za-z]+)(\d*)((?:_[A-Za-z0-9]+)*)$/.exec(name) ?? [];
  const below = [number, ...rest.split("_")].filter((part) => part !== "");
  const last = below.at(-1) ?? "";
  if (isAccent(last)) return { letters, accent: last, below: below.slice(0, -1) };
  const [, letter = letters, accent = ""] = /^([A-Za-z])(hat|bar|tilde|vec)$/.exec(letters) ?? [];
  return { letters: letter, accent: isAccent(accent) ? accent : null, below };
}

function isAccent(text: string): text is Accent {
  return text === "hat" || text === "bar" || text === "tilde" || text === "vec";
}
