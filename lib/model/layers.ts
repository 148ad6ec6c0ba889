/** What a quantity is, as its name says by the course's convention. */
export type QuantityKind =
  | "input"
  | "weight"
  | "bias"
  | "pre-activation"
  | "activation"
  | "error term"
  | "target"
  | "loss"
  | "learning rate";

/** Letters whose number is a layer. `x` is not among them: x1 and x2 are two inputs of one network. */
const layered: ReadonlyMap<string, QuantityKind> = new Map<string, QuantityKind>([
  ["W", "weight"],
  ["w", "weight"],
  ["U", "weight"],
  ["V", "weight"],
  ["b", "bias"],
  ["z", "pre-activation"],
  ["y", "activation"],
  ["a", "activation"],
  ["h", "activation"],
  ["s", "activation"],
  ["u", "pre-activation"],
  ["delta", "error term"],
  ["gamma", "weight"],
  ["beta", "bias"],
]);

const others: ReadonlyMap<string, QuantityKind> = new Map<string, QuantityKind>([
  ["x", "input"],
  ["t", "target"],
  ["L", "loss"],
  ["E", "loss"],
  ["J", "loss"],
  ["loss", "loss"],
  ["eta", "learning rate"],
]);

/**
 * The layer a name belongs to, counted from 1: 2 for "W2", "z2", "y2", "b2", "delta2" and "z2_1" (unit 1 of layer 2).
 * Null for what belongs to no layer: "x0", "t", "L", "eta", and layer 0.
 */
export function layerOf(name: string): number | null {
  const { letters, number } = splitName(name);
  if (number === null || number === 0) return null;
  return layered.has(letters) ? number : null;
}

/** Null where the name follows no convention of the course. `y0` and `h0` are what enters the first layer: inputs. */
export function kindOf(name: string): QuantityKind | null {
  const { letters, number } = splitName(name);
  const kind = layered.get(letters) ?? others.get(letters) ?? null;
  return kind === "activation" && number === 0 ? "input" : kind;
}

function splitName(name: string): { letters: string; number: number | null } {
  const match = /^([A-Za-z]+?)(?:_?(\d{1,6}))?(?:_\w+)?$/.exec(name);
  return { letters: match?.[1] ?? "", number: match?.[2] === undefined ? null : Number(match[2]) };
}
