/** Functions that are not set by their own name. */
const shown: Readonly<Record<string, string>> = {
  sigmoid: "σ",
  log: "ln",
  asin: "arcsin",
  acos: "arccos",
  atan: "arctan",
  relu: "ReLU",
  leaky_relu: "LeakyReLU",
  elu: "ELU",
  selu: "SELU",
  gelu: "GELU",
  silu: "SiLU",
};

/** A function's name as it stands in a formula. */
export function shownFunction(name: string): string {
  return Object.hasOwn(shown, name) ? (shown[name] ?? name) : name;
}
